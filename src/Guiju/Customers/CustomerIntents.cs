using Guiju.Customers.Contracts;
using Guiju.Platform.Search;

namespace Guiju.Customers;

public sealed partial class Customer
{
    /// <summary>Gives it a name; the forms for matching and ordering follow.</summary>
    public void Rename(string name, string? shortName)
    {
        (Name, ShortName) = (name.Trim(), Blank(shortName));
        NameKey = Normal.NameKey(Name);
        var read = CompanyName.Read(Name);
        (MatchKey, MatchPlace) = (read.Key, read.Place);
        SortKey = Platform.Search.SortKey.Of(Name);
    }

    /// <summary>Sets the credit code in normal form.</summary>
    public void SetCreditCode(string? code) => CreditCode = Blank(code);

    /// <summary>Sets who represents it by law.</summary>
    public void SetLegalRepresentative(string? name) => LegalRepresentative = Blank(name);

    /// <summary>Sets where it sits.</summary>
    public void Locate(string? regionCode, string? address, string? postcode) =>
        (RegionCode, Address, Postcode) = (Blank(regionCode), Blank(address), Blank(postcode));

    /// <summary>Sets how it is reached.</summary>
    public void Reach(string? phone, string? phoneKey, string? fax) =>
        (Phone, PhoneKey, Fax) = (Blank(phone), Blank(phoneKey), Blank(fax));

    /// <summary>Sets what it does.</summary>
    public void Describe(string? businessScope, string? industry, string? source, string? demand) =>
        (BusinessScope, Industry, Source, Demand) = (Blank(businessScope), Blank(industry), Blank(source), Blank(demand));

    /// <summary>Sets the registered capital; both or neither.</summary>
    public void Capitalise(decimal? amount, string? currency)
    {
        (RegisteredCapital, CapitalCurrency) = amount is null ? (null, null) : (amount, currency ?? "CNY");
        // Amounts of different currencies cannot be compared; SQLite keeps decimals as text, which no index orders.
        CapitalYuan = amount is { } yuan && CapitalCurrency == "CNY" ? (long)decimal.Truncate(yuan) : null;
    }

    /// <summary>Says that a standard field does not exist at this customer, or takes that back with a null reason.</summary>
    public void MarkAbsent(string field, string? reason)
    {
        // A new dictionary each time: the change tracker compares by content, the audit trail by text.
        var absent = new Dictionary<string, string>(Absent);
        if (Blank(reason) is { } because) absent[field] = because;
        else absent.Remove(field);
        Absent = absent;
    }

    /// <summary>Gives it exactly these tags.</summary>
    public void Tag(IEnumerable<string> tags) => Tags = [.. tags.Select(t => t.Trim()).Where(t => t.Length > 0).Distinct()];

    /// <summary>Adds a role, or gives the special role another subtype; a role it has already stays one (D13-2.1b).</summary>
    public void TakeRole(RoleKind role, SpecialKind? special = null)
    {
        Roles.RemoveAll(r => r.Role == role && r.Special != special);
        if (Roles.All(r => r.Role != role)) Roles.Add(new CustomerRole(this, role, special));
    }

    /// <summary>Ends a role.</summary>
    public void DropRole(RoleKind role) => Roles.RemoveAll(r => r.Role == role);

    /// <summary>Puts it into somebody's charge.</summary>
    public void AssignTo(Guid? ownerId, Guid? departmentId) => (OwnerId, DepartmentId) = (ownerId, departmentId);

    /// <summary>Names the second contact on our side.</summary>
    public void SetSecondOwner(Guid? personId) => SecondOwnerId = personId;

    /// <summary>Moves it to a stage; whether it may is decided by the clause (D01-3.1a).</summary>
    public void MoveTo(Stage stage, DateTime at) => (Stage, RefreshedAt) = (stage, at);

    /// <summary>Sets what an evaluation found (D01-1.3b).</summary>
    public void Classify(LeadClass leadClass, string? grounds, DateTime at) =>
        (LeadClass, LeadClassGrounds, RefreshedAt) = (leadClass, Blank(grounds), at);

    /// <summary>Gives back a class it had, or none.</summary>
    internal void SetLeadClass(LeadClass? leadClass, string? grounds) => (LeadClass, LeadClassGrounds) = (leadClass, Blank(grounds));

    /// <summary>Gives back the last contact it had, or none.</summary>
    internal void SetLastContact(DateTime? at, string? feedback) => (LastContactAt, LastFeedback) = (at, Blank(feedback));

    /// <summary>Puts it into a category of the classified register, or takes it out.</summary>
    public void PutInCategory(Guid? categoryId) => CategoryId = categoryId;

    /// <summary>Plans the next contact (D01-2.3b).</summary>
    public void PlanContact(DateOnly? on, string? step) => (NextContactOn, NextStep) = (on, Blank(step));

    /// <summary>Notes that it was contacted; an older contact entered late does not replace a newer one.</summary>
    public void Contacted(DateTime at, string? feedback, DateTime now)
    {
        if (LastContactAt is null || at >= LastContactAt)
            (LastContactAt, LastFeedback) = (at, Blank(Cut(feedback, 200)));
        RefreshedAt = now;
    }

    /// <summary>Notes that its data were brought up to date.</summary>
    public void Refresh(DateTime at) => RefreshedAt = at;

    /// <summary>Sets status, completeness and score as the clauses computed them (D13-3.3.2a, D13-3.3.2c, D01-1.2c).</summary>
    public void Judge(FileStatus status, decimal completeness, int score) => (Status, Completeness, Score) = (status, completeness, score);

    /// <summary>Archives it, or takes it back.</summary>
    public void Archive(DateTime? at) => ArchivedAt = at;

    /// <summary>Merges it into another file: it is archived and found by nothing any more, not even as its own duplicate.</summary>
    internal void MergeInto(Guid keptId, DateTime at) =>
        (MergedIntoId, ArchivedAt, CreditCode, NameKey, MatchKey, MatchPlace, PhoneKey) = (keptId, at, null, "", "", "", null);

    /// <summary>Makes it a file of its own again.</summary>
    internal void ComeBack(string? creditCode)
    {
        (MergedIntoId, ArchivedAt, CreditCode) = (null, null, creditCode);
        Rename(Name, ShortName);
        PhoneKey = Phone is not null && PhoneNumber.Read(Phone) is { Done: true, Value.Key: var key } ? key : null;
    }

    /// <summary>Cuts a text, never through the middle of a character.</summary>
    internal static string? Cut(string? text, int length) =>
        text is null || text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
