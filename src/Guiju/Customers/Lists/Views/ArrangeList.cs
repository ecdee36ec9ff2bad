using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Lists;

/// <summary>Arranges one's own list: tabs, what it opens with, columns.</summary>
[Allow(Permission.CustomersRead)]
public sealed class ArrangeList(GuijuContext db, CurrentActor actor, OwnSettings settings)
{
    /// <summary>Shows these views as tabs, in this order, and no others.</summary>
    public async Task<Outcome<int>> Pins(IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var wanted = ids.Distinct().ToList();
        if (wanted.Count > ListSettings.MostPins) return new Finding("lists.view.pins", "ids").With(ListSettings.MostPins);
        if (await db.Set<SavedView>().VisibleTo(actor.Value).CountAsync(v => wanted.Contains(v.Id), ct) != wanted.Count) return Outcome<int>.Refused(Refusal.NotFound, new Finding("lists.view.not-found", "ids"));
        if (await settings.Find(ct) is not { } own) return NoPerson;
        own.Pin(wanted);
        return wanted.Count;
    }

    /// <summary>Adds a view to the tabs, takes it away, or moves it one place.</summary>
    /// <param name="id">The view.</param>
    /// <param name="pinned">Whether it is a tab.</param>
    /// <param name="move">Places it moves: -1 or 1, or 0.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<int>> Pin(Guid id, bool pinned, int move, CancellationToken ct)
    {
        if (!await db.Set<SavedView>().VisibleTo(actor.Value).AnyAsync(v => v.Id == id, ct)) return Outcome<int>.Refused(Refusal.NotFound, new Finding("lists.view.not-found"));
        if (await settings.Find(ct) is not { } own) return NoPerson;
        if (!pinned)
        {
            await settings.Unpin(id, ct);
            return 0;
        }
        if (await settings.Pin(id, ct) is { } full) return full;
        if (move == 0) return 1;
        var pins = OwnSettings.Of(own);
        var (at, to) = (pins.IndexOf(id), Math.Clamp(pins.IndexOf(id) + Math.Sign(move), 0, pins.Count - 1));
        (pins[at], pins[to]) = (pins[to], pins[at]);
        own.Pin(pins);
        return 1;
    }

    /// <summary>Says what the list opens with: key of a built-in view, id of a saved one, null for all customers.</summary>
    public async Task<Outcome<int>> Opens(string? view, CancellationToken ct)
    {
        if (view is { Length: > 0 } && ListView.All.All(v => v.Key != view)
            && !(Guid.TryParseExact(view, "D", out var id) && await db.Set<SavedView>().VisibleTo(actor.Value).AnyAsync(v => v.Id == id, ct)))
            return Outcome<int>.Refused(Refusal.NotFound, new Finding("lists.view.not-found", "view"));
        if (await settings.Find(ct) is not { } own) return NoPerson;
        own.OpenWith(view is { Length: > 0 } and not "all" ? view : null);
        return 1;
    }

    /// <summary>Keeps the columns of one's account; null or empty gives the first ones back.</summary>
    public async Task<Outcome<int>> Columns(string? columns, CancellationToken ct)
    {
        if (columns is { Length: > 0 } && ColumnChoice.Read(columns) is { Done: false } refused) return Outcome<int>.Refused(Refusal.Invalid, refused.Findings);
        if (await settings.Find(ct) is not { } own) return NoPerson;
        own.Show(columns is { Length: > 0 } ? columns : null);
        return 1;
    }

    static Outcome<int> NoPerson => Outcome<int>.Refused(Refusal.Forbidden, new Finding("platform.forbidden").With("permission.self"));
}

/// <summary>The settings of whoever acts, made at first need.</summary>
public sealed class OwnSettings(GuijuContext db, CurrentActor actor)
{
    /// <summary>His settings, to be changed; null for the program, which has none.</summary>
    public async Task<ListSettings?> Find(CancellationToken ct)
    {
        if (actor.Value.PersonId is not { } me) return null;
        if (await db.Set<ListSettings>().SingleOrDefaultAsync(s => s.PersonId == me, ct) is { } found) return found;
        // Two browsers of one person may arrange for the first time at once: the second finds what the first made.
        object id = db.IsSqlite ? me.ToByteArray(true) : me;
        await db.Database.ExecuteSqlAsync($"INSERT INTO list_settings (person_id, pins) VALUES ({id}, '') ON CONFLICT DO NOTHING", ct);
        return await db.Set<ListSettings>().SingleAsync(s => s.PersonId == me, ct);
    }

    /// <summary>The views he shows as tabs.</summary>
    public static List<Guid> Of(ListSettings own) => [.. own.Pins.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)];

    /// <summary>Adds a tab; answers what stands against it.</summary>
    public async Task<Finding?> Pin(Guid id, CancellationToken ct)
    {
        if (await Find(ct) is not { } own) return null;
        var pins = Of(own);
        if (pins.Contains(id)) return null;
        if (pins.Count >= ListSettings.MostPins)
        {
            // What was deleted or is shared no longer takes no place.
            var there = await db.Set<SavedView>().VisibleTo(actor.Value).Where(v => pins.Contains(v.Id)).Select(v => v.Id).ToListAsync(ct);
            pins.RemoveAll(p => !there.Contains(p));
        }
        if (pins.Count >= ListSettings.MostPins) return new Finding("lists.view.pins", "pinned").With(ListSettings.MostPins);
        own.Pin([.. pins, id]);
        return null;
    }

    /// <summary>Takes a tab away.</summary>
    public async Task Unpin(Guid id, CancellationToken ct)
    {
        if (await Find(ct) is not { } own) return;
        own.Pin(Of(own).Where(p => p != id));
    }
}
