using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Lists;

/// <summary>Saves a view, changes or deletes one. Only its owner may; what others keep for themselves is not there, what they share is not theirs to change.</summary>
[Allow(Permission.CustomersRead)]
public sealed class SaveView(GuijuContext db, CurrentActor actor, CompanyClock clock, OwnSettings settings)
{
    /// <summary>Most views of one person.</summary>
    public const int MostViews = 100;

    /// <summary>What may be said of a view; what is left out stays as it is.</summary>
    public sealed record Input
    {
        /// <summary>Name, 1 to <see cref="SavedView.MostName"/> characters.</summary>
        public string? Name { get; init; }

        /// <summary>Whether the company may open it; asks for the permission to share.</summary>
        public bool? Shared { get; init; }

        /// <summary>Conditions, order (<c>sort</c>) and page size (<c>size</c>) as the list's address writes them.</summary>
        public string? Query { get; init; }

        /// <summary>Columns in order, each with its width in pixels where it has one: <c>code,name:260,owner</c>. Empty: those of the reader's account.</summary>
        public string? Columns { get; init; }

        /// <summary>Whether it stands among the caller's tabs.</summary>
        public bool? Pinned { get; init; }
    }

    /// <summary>Saves a new one.</summary>
    public async Task<Outcome<Guid>> Handle(Input input, CancellationToken ct)
    {
        if (actor.Value.PersonId is not { } me) return Outcome<Guid>.Refused(Refusal.Forbidden, new Finding("platform.forbidden").With("permission.self"));
        if (await Check(input, null, me, ct) is { } refused) return Outcome<Guid>.Refused(refused.Refusal, refused.Findings);
        if (await db.Set<SavedView>().CountAsync(v => v.OwnerId == me, ct) >= MostViews) return new Finding("lists.view.many").With(MostViews);
        var view = new SavedView(actor.Value.UnitId, me, input.Name!.Trim(), Canonical(input.Query), input.Columns ?? "");
        view.Share(input.Shared == true);
        db.Add(view);
        if (input.Pinned == true && await settings.Pin(view.Id, ct) is { } full) return full;
        return view.Id;
    }

    /// <summary>Changes one's own.</summary>
    public async Task<Outcome<int>> Change(Guid id, int? version, Input input, CancellationToken ct)
    {
        var found = await Own(id, ct);
        if (!found.Done) return Outcome<int>.Refused(found.Refusal, found.Findings);
        var view = found.Value;
        if (version is { } seen && seen != view.Version) return Outcome<int>.Refused(Refusal.Conflict, new Finding("platform.conflict"));
        if (await Check(input, view, view.OwnerId, ct) is { } refused) return Outcome<int>.Refused(refused.Refusal, refused.Findings);
        if (input.Name is not null) view.Rename(input.Name.Trim());
        if (input.Shared is { } shared) view.Share(shared);
        view.Keep(input.Query is null ? view.Query : Canonical(input.Query), input.Columns ?? view.Columns);
        if (input.Pinned == true && await settings.Pin(id, ct) is { } full) return full;
        if (input.Pinned == false) await settings.Unpin(id, ct);
        await db.SaveChangesAsync(ct);
        return view.Version;
    }

    /// <summary>Deletes one's own.</summary>
    public async Task<Outcome<string>> Delete(Guid id, CancellationToken ct)
    {
        var found = await Own(id, ct);
        if (!found.Done) return Outcome<string>.Refused(found.Refusal, found.Findings);
        db.Remove(found.Value);
        await settings.Unpin(id, ct);
        return found.Value.Name;
    }

    /// <summary>Takes over a shared view whose owner works here no more, so that somebody keeps it right; asks for the permission to share.</summary>
    public async Task<Outcome<string>> TakeOver(Guid id, CancellationToken ct)
    {
        if (await db.Set<SavedView>().VisibleTo(actor.Value).SingleOrDefaultAsync(v => v.Id == id, ct) is not { } view)
            return Outcome<string>.Refused(Refusal.NotFound, new Finding("lists.view.not-found"));
        if (actor.Value.PersonId is not { } me || !actor.Value.May(Permission.CustomersShareViews))
            return Outcome<string>.Refused(Refusal.Forbidden, new Finding("platform.forbidden").With($"permission.{Permission.CustomersShareViews}"));
        if (view.OwnerId == me) return view.Name;
        var owner = await db.Set<Person>().Where(p => p.Id == view.OwnerId).Select(p => new { p.Name, p.Active }).SingleAsync(ct);
        if (owner.Active) return Outcome<string>.Refused(Refusal.Forbidden, new Finding("lists.view.owner-works").With(owner.Name));
        if (await db.Set<SavedView>().CountAsync(v => v.OwnerId == me, ct) >= MostViews) return new Finding("lists.view.many").With(MostViews);
        var name = view.Name;
        // Among his own there may be one of this name: then it says whose it was.
        if (await db.Set<SavedView>().AnyAsync(v => v.OwnerId == me && v.Name == name, ct)) name = Customer.Cut($"{owner.Name} {name}", SavedView.MostName)!;
        if (await db.Set<SavedView>().AnyAsync(v => v.OwnerId == me && v.Name == name, ct)) return new Finding("lists.view.taken", "name").With(name);
        view.GoTo(me, name);
        return name;
    }

    async Task<Outcome<SavedView>> Own(Guid id, CancellationToken ct)
    {
        if (await db.Set<SavedView>().VisibleTo(actor.Value).SingleOrDefaultAsync(v => v.Id == id, ct) is not { } view)
            return Outcome<SavedView>.Refused(Refusal.NotFound, new Finding("lists.view.not-found"));
        return view.OwnerId == actor.Value.PersonId ? view : Outcome<SavedView>.Refused(Refusal.Forbidden, new Finding("lists.view.not-yours"));
    }

    async Task<Outcome<int>?> Check(Input input, SavedView? view, Guid owner, CancellationToken ct)
    {
        if (input.Shared == true && view?.Shared != true && !actor.Value.May(Permission.CustomersShareViews))
            return Outcome<int>.Refused(Refusal.Forbidden, new Finding("platform.forbidden", "shared").With($"permission.{Permission.CustomersShareViews}"));
        List<Finding> findings = [];
        var name = input.Name?.Trim();
        if (view is null || name is not null)
        {
            if (name is not { Length: > 0 and <= SavedView.MostName } || name.Any(char.IsControl)) findings.Add(new Finding("lists.view.name", "name").With(SavedView.MostName));
            else if (await db.Set<SavedView>().AnyAsync(v => v.OwnerId == owner && v.Name == name && (view == null || v.Id != view.Id), ct)) findings.Add(new Finding("lists.view.taken", "name").With(name));
        }
        if (input.Query is { Length: > SavedView.MostQuery }) findings.Add(new Finding("lists.view.long", "query").With(SavedView.MostQuery));
        else if (input.Query is not null) findings.AddRange(ListParameters.Read(QueryHelpers.ParseQuery(input.Query), clock.Today, actor.Value.PersonId, "size", "page", "cols").Findings);
        if (input.Columns is { Length: > 0 } columns) findings.AddRange(ColumnChoice.Read(columns).Findings);
        return findings.Count > 0 ? Outcome<int>.Refused(Refusal.Invalid, findings) : null;
    }

    static string Canonical(string? query) => new ListAddress("", QueryHelpers.ParseQuery(query)).Query;
}
