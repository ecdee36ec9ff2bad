using System.Globalization;
using Guiju.Customers.Contracts;
using Guiju.FollowUp.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Leads;

/// <summary>Which part of the register.</summary>
public enum LeadView
{
    /// <summary>我的登记表: what the actor registered himself (D01-1.2a).</summary>
    Mine,

    /// <summary>转给我的: registered by others, in the actor's charge.</summary>
    Received,

    /// <summary>我的组: registered by the people within the actor's scope.</summary>
    Team,

    /// <summary>待分配池: nobody is in charge.</summary>
    Pool,

    /// <summary>迟登记 (D01-1.2b).</summary>
    Late,

    /// <summary>待补清单: too little is known (D01-1.2c).</summary>
    ToComplete,

    /// <summary>待评估: contacted, not evaluated yet (D01-1.3b).</summary>
    ToEvaluate,
}

/// <summary>A line of the register of leads; what is known of the customer is read from its file, within the actor's scope.</summary>
public sealed record LeadRow
{
    /// <summary>Id of the lead.</summary>
    public required Guid Id { get; init; }

    /// <summary>The customer's file.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>登记编号.</summary>
    public required string Number { get; init; }

    /// <summary>登记时间, UTC.</summary>
    public required DateTime RegisteredAt { get; init; }

    /// <summary>获得时间, UTC.</summary>
    public required DateTime ObtainedAt { get; init; }

    /// <summary>Whether it was registered late, and why.</summary>
    public required bool Late { get; init; }

    /// <summary>Why it was late.</summary>
    public required string? LateReason { get; init; }

    /// <summary>登记人.</summary>
    public required string Registrar { get; init; }

    /// <summary>His id.</summary>
    public required Guid RegistrarId { get; init; }

    /// <summary>负责区域/领域: the territory, or the region and field where there is none.</summary>
    public required string? Territory { get; init; }

    /// <summary>Region it lies in.</summary>
    public required string? RegionCode { get; init; }

    /// <summary>Where it went.</summary>
    public required Routing Routing { get; init; }

    /// <summary>客户名称.</summary>
    public required string Name { get; init; }

    /// <summary>信息来源渠道.</summary>
    public required string Channel { get; init; }

    /// <summary>Number plate.</summary>
    public string? Plate { get; init; }

    /// <summary>Whether it is one purchase of a family with an earlier registration (D03-4.2).</summary>
    public FamilyCase Family { get; init; }

    /// <summary>How they are related.</summary>
    public string? FamilyRelation { get; init; }

    /// <summary>The file as the actor may see it; null where it went to somebody outside his scope.</summary>
    public VisibleCustomer? File { get; init; }

    /// <summary>Phone as the actor may see it.</summary>
    public string? Phone { get; init; }

    /// <summary>沟通方式 of the newest contact.</summary>
    public ContactMode? Mode { get; init; }
}

/// <summary>The register of leads, newest first.</summary>
[Allow(Permission.LeadsWrite), Clause("D01-1.2a"), Clause("D01-1.2b"), Clause("D01-1.2c")]
public sealed class LeadList(GuijuContext db, IVisibleCustomers customers, ICustomerCare care, IContactLog contacts, LeadParameters parameters, CurrentActor actor, CompanyClock clock, IExportLimit limit)
{
    /// <summary>Which leads.</summary>
    /// <param name="View">Part of the register.</param>
    /// <param name="From">First day of registration, in the company's zone.</param>
    /// <param name="Until">Last day.</param>
    /// <param name="After">Where the last page ended.</param>
    /// <param name="Size">Rows a page, 1 to 1,000.</param>
    public sealed record Filter(LeadView View = LeadView.Mine, DateOnly? From = null, DateOnly? Until = null, string? After = null, int Size = 50);

    /// <summary>One page of a view.</summary>
    public async Task<Outcome<PageOf<LeadRow>>> Handle(Filter filter, CancellationToken ct)
    {
        var size = Math.Clamp(filter.Size, 1, 1000);
        var rows = Of(filter.View);
        if (filter.From is { } from && clock.Utc(from.ToDateTime(default)) is var start) rows = rows.Where(l => l.RegisteredAt >= start);
        if (filter.Until is { } until && clock.Utc(until.AddDays(1).ToDateTime(default)) is var end) rows = rows.Where(l => l.RegisteredAt < end);
        if (filter.After is { } after)
        {
            if (Cursor(after) is not { } last) return new Finding("leads.after.malformed", "after");
            rows = rows.Where(l => l.RegisteredAt < last.At || (l.RegisteredAt == last.At && l.Id.CompareTo(last.Id) < 0));
        }
        var page = await rows.OrderByDescending(l => l.RegisteredAt).ThenByDescending(l => l.Id).Take(size + 1).ToListAsync(ct);
        var more = page.Count > size;
        if (more) page.RemoveAt(size);
        return new PageOf<LeadRow>(await Shown(page, ct), more ? string.Create(CultureInfo.InvariantCulture, $"{page[^1].RegisteredAt.Ticks}_{page[^1].Id:N}") : null);
    }

    /// <summary>A view is taken out into a file; the mark to be put on it is the answer.</summary>
    public async Task<Outcome<string>> Take(LeadView view, CancellationToken ct) =>
        await limit.Take(new("leads", await Of(view).CountAsync(ct), view.ToString()), ct) is { } refusal ? refusal : limit.Mark() ?? "";

    /// <summary>One lead the actor registered, answers for, or oversees.</summary>
    public async Task<Outcome<LeadRow>> Find(Guid id, CancellationToken ct)
    {
        var visible = db.Set<Lead>().VisibleTo(actor.Value).Select(l => l.Id);
        var lead = await db.Set<Lead>().AsNoTracking().Where(l => l.Id == id && (visible.Contains(l.Id) || customers.Rows.Any(c => c.Id == l.CustomerId))).SingleOrDefaultAsync(ct);
        return lead is null ? Outcome<LeadRow>.Refused(Refusal.NotFound, new Finding("platform.not-found")) : (await Shown([lead], ct))[0];
    }

    /// <summary>Whether a lead waits in the pool for the actor to give it out.</summary>
    public async Task<Outcome<bool>> InPool(Guid id, CancellationToken ct) => await Of(LeadView.Pool).AnyAsync(l => l.Id == id, ct);

    /// <summary>How many leads each view holds that somebody has to act upon.</summary>
    public async Task<Outcome<IReadOnlyDictionary<LeadView, int>>> Counts(CancellationToken ct)
    {
        var counts = new Dictionary<LeadView, int>();
        foreach (var view in (LeadView[])[LeadView.Mine, LeadView.Received, LeadView.Pool, LeadView.Late, LeadView.ToComplete, LeadView.ToEvaluate])
            counts[view] = view == LeadView.Pool && !actor.Value.May(Permission.LeadsAssign) ? 0 : await Of(view).CountAsync(ct);
        return counts;
    }

    IQueryable<Lead> Of(LeadView view)
    {
        var (me, all) = (actor.Value.PersonId, db.Set<Lead>().AsNoTracking());
        var least = parameters.LeastScore;
        return view switch
        {
            LeadView.Mine => all.Where(l => l.RegistrarId == me),
            LeadView.Received => all.Where(l => l.RegistrarId != me && customers.Rows.Any(c => c.Id == l.CustomerId && c.OwnerId == me)),
            LeadView.Team => all.VisibleTo(actor.Value),
            LeadView.Pool => actor.Value.May(Permission.LeadsAssign) ? all.VisibleTo(actor.Value).Where(l => care.WithoutOwner.Contains(l.CustomerId)) : all.Where(l => false),
            LeadView.Late => all.VisibleTo(actor.Value).Where(l => l.Late),
            LeadView.ToComplete => all.Where(l => customers.Rows.Any(c => c.Id == l.CustomerId && c.Score < least)),
            LeadView.ToEvaluate => all.Where(l => customers.Rows.Any(c => c.Id == l.CustomerId && c.LeadClass == null && c.LastContactAt != null)),
        };
    }

    async Task<IReadOnlyList<LeadRow>> Shown(List<Lead> page, CancellationToken ct)
    {
        if (page.Count == 0) return [];
        var ids = page.ConvertAll(l => l.CustomerId);
        var files = await customers.Rows.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var modes = await contacts.LatestModes(files.Keys, ct);
        return [.. page.Select(l =>
        {
            var file = files.GetValueOrDefault(l.CustomerId);
            var phone = file is null ? null : actor.Value.Shown(file.Contact?.Phone ?? file.Phone, file.OwnerId, file.SecondOwnerId);
            return new LeadRow
            {
                Id = l.Id, CustomerId = l.CustomerId, Number = l.Number, RegisteredAt = l.RegisteredAt, ObtainedAt = l.ObtainedAt, Late = l.Late, LateReason = l.LateReason,
                Registrar = l.Registrar, RegistrarId = l.RegistrarId, Territory = l.Territory, RegionCode = l.RegionCode, Routing = l.Routing, Name = file?.Name ?? l.Name, Channel = l.Channel,
                Plate = l.Plate, Family = l.Family, FamilyRelation = l.FamilyRelation,
                File = file is null ? null : file with { Phone = phone, Contact = file.Contact is { } c ? c with { Phone = phone } : null },
                Phone = phone,
                Mode = modes.TryGetValue(l.CustomerId, out var mode) ? mode : null,
            };
        })];
    }

    static (DateTime At, Guid Id)? Cursor(string after) =>
        after.Split('_') is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var t) && t <= DateTime.MaxValue.Ticks && Guid.TryParseExact(id, "N", out var guid)
            ? (new DateTime(t, DateTimeKind.Utc), guid) : null;
}
