using Guiju.Customers.Contracts;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Opens the file of a customer by hand. Who follows customers up takes charge himself; what a clerk registers goes to the supervisor's pool.</summary>
[Allow(Permission.CustomersWrite)]
sealed class RegisterCustomer(CustomerOpening opening, CurrentActor actor)
{
    /// <summary>What may be said when a file is opened; owner, company and number are never taken from here.</summary>
    public sealed record Input : CustomerFacts
    {
        /// <summary>Classes; at least one, except for a draft.</summary>
        public IReadOnlyList<RoleKind> Roles { get; init; } = [];

        /// <summary>Kind of the special class.</summary>
        public SpecialKind? Special { get; init; }

        /// <summary>Status asked for; a draft needs a name alone, a formal file every mandatory field.</summary>
        public FileStatus Status { get; init; } = FileStatus.Incomplete;

        /// <summary>First person there.</summary>
        public ContactFacts? Contact { get; init; }

        /// <summary>Standard fields that do not exist, with the reason: field in camel case → reason.</summary>
        public IReadOnlyDictionary<string, string>? Absent { get; init; }
    }

    /// <summary>The opened file.</summary>
    public sealed record Registered(Guid Id, string Code, FileStatus Status, decimal Completeness, int Version);

    /// <summary>Opens the file.</summary>
    public async Task<Outcome<Registered>> Handle(Input input, CancellationToken ct)
    {
        var me = actor.Value;
        var opened = await opening.Open(new(input, input.Roles, input.Special, input.Status, input.Contact, input.Absent, me.May(Permission.FollowUpWrite) ? me.PersonId : null), ct);
        return opened.Map(c => new Registered(c.Id, c.Code, c.Status, c.Completeness, c.Version));
    }
}
