using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Search;
using Guiju.Platform.Security;

namespace Guiju.Leads;

/// <summary>Registrations in the search over everything. One's own and one's people's are found though the customer went to somebody else, as the register shows them.</summary>
sealed class SearchedLeads() : SearchedKind<Lead>(FoundKind.Lead, Platform.Security.Permission.LeadsWrite, nameof(Lead.Name), nameof(Lead.Number))
{
    protected override SearchedRecord Describe(Lead l) => new(l.Id, l.CustomerId, l.RegisteredAt, $"/leads/{l.Id}")
    {
        Title = new(FieldKind.Name, l.Name),
        Others = [new(FieldKind.Code, l.Number)],
        By = l.Registrar,
    };

    public override IQueryable<Guid>? AlsoVisible(GuijuContext db, Actor actor) => db.Set<Lead>().VisibleTo(actor).Select(l => l.Id);
}
