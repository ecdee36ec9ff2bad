using System.Text.RegularExpressions;
using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Platform.Regions;
using Guiju.Platform.Search;
using Guiju.Platform.Tables;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Import;

/// <summary>What a row says, read by the rules of registering; nothing of the database is looked at yet.</summary>
sealed class RowEntry
{
    /// <summary>The row.</summary>
    public required TableRow Row { get; init; }

    /// <summary>What is known of the entity.</summary>
    public required CustomerFacts Facts { get; init; }

    /// <summary>The same, in the forms that are kept.</summary>
    public required FactEntry Entry { get; init; }

    /// <summary>First person there, or null.</summary>
    public ContactFacts? Contact { get; init; }

    /// <summary>Puts what is said of him into a person.</summary>
    public Action<ContactPerson>? Describe { get; init; }

    /// <summary>Key of his mobile.</summary>
    public string? MobileKey { get; init; }

    /// <summary>Classes; the default where the row names none.</summary>
    public required IReadOnlyList<RoleKind> Roles { get; init; }

    /// <summary>Whether the row itself names them.</summary>
    public bool NamesRoles { get; init; }

    /// <summary>Kind of the special class.</summary>
    public SpecialKind? Special { get; init; }

    /// <summary>Name of the person in charge.</summary>
    public string? Owner { get; init; }

    /// <summary>Stage.</summary>
    public Stage? Stage { get; init; }

    /// <summary>Day of the next contact.</summary>
    public DateOnly? NextContactOn { get; init; }

    /// <summary>What for.</summary>
    public string? NextStep { get; init; }

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What is done where its customer is there already.</summary>
    public OnDuplicate Duplicates { get; init; }

    /// <summary>Whether the uploader leaves it out.</summary>
    public bool LeftOut { get; init; }

    /// <summary>Everything there is to say about the row.</summary>
    public required List<Finding> Findings { get; init; }

    /// <summary>Key names are matched by.</summary>
    public string NameKey { get; } = "";

    /// <summary>Phones that identify it together with the name.</summary>
    public IReadOnlyList<string> PhoneKeys => [.. new[] { Entry.PhoneKey, MobileKey }.OfType<string>()];

    /// <summary>Whether something keeps it out.</summary>
    public bool Refused => Findings.Refuse();

    public RowEntry(string? name) => NameKey = Normal.NameKey(name);
}

/// <summary>Reads rows of one file.</summary>
sealed partial class ReadRow(ImportPlan plan, CustomerRules rules, DateOnly today)
{
    readonly IReadOnlyDictionary<string, int> columns = plan.Columns;
    readonly string capitalUnit = UnitOf(plan);

    /// <summary>Reads a row. Text stays exactly as it is but for blanks around it; whatever is wrong is a finding with its field.</summary>
    /// <param name="row">The row as it stands in the file.</param>
    /// <param name="said">What the uploader says of it beside the file.</param>
    public RowEntry Read(TableRow row, ImportAmendment? said = null)
    {
        row = said?.On(row) ?? row;
        var cells = new ImportedCells(row, plan, CustomerFields.Shape, columns);
        var findings = cells.Findings;
        string? Said(string field) => cells.Said(field);
        string? Id(string field) => cells.Id(field);

        var region = Region(Said, findings);
        var facts = new CustomerFacts
        {
            Name = Said("name"),
            ShortName = Said("shortName"),
            CreditCode = Id("creditCode"),
            LegalRepresentative = Said("legalRepresentative"),
            RegionCode = region,
            Address = Said("address"),
            Postcode = Id("postcode"),
            Phone = Id("phone"),
            Fax = Id("fax"),
            BusinessScope = Said("businessScope"),
            RegisteredCapital = Capital(Said("registeredCapital")),
            Industry = Said("industry"),
            Source = Said("source"),
            Demand = Said("demand"),
        };
        if (string.IsNullOrWhiteSpace(facts.Name)) findings.Add(new("customers.name.required", "name", "D13-3.3.2a"));
        var entry = FactEntry.Read(facts, rules, findings);

        var contact = PersonCells.Read(cells);
        List<Finding> aboutContact = [];
        var describe = contact?.Read("contact.", aboutContact);
        findings.AddRange(aboutContact);
        var mobile = PersonCells.KeyOf(contact?.Mobile);

        var (roles, special, named) = Roles(Said, findings);
        if (!findings.Refuse()) findings.AddRange(CustomerClasses.Check(roles, special));
        var next = Day(Said("nextContactOn"), findings);
        if (EntryText.Check(Said("nextStep"), "nextStep", 200) is { } step) findings.Add(step);
        var tags = Said("tags") is { } t ? CellWords.Split(t) : [];
        findings.AddRange(tags.Select(x => EntryText.Check(x, "tags", 20)).OfType<Finding>().Take(1));
        if (tags.Length > 20) findings.Add(new Finding("customers.tags.many", "tags").With(20));
        Stage? stage = null;
        if (Said("stage") is { } s && (stage = CellWords.AsStage(s)) is null) findings.Add(new Finding("imports.value.stage", "stage").With(Cut(s)));
        return new(facts.Name)
        {
            Row = row,
            Facts = facts,
            Entry = entry,
            Contact = contact,
            Describe = describe,
            MobileKey = mobile,
            Roles = roles,
            NamesRoles = named,
            Special = special,
            Owner = Said("owner")?.Trim(),
            Stage = stage,
            NextContactOn = next,
            NextStep = Said("nextStep"),
            Tags = tags,
            Duplicates = said?.Duplicates ?? plan.Duplicates,
            LeftOut = said?.LeftOut ?? false,
            Findings = findings,
        };
    }

    static string? Region(Func<string, string?> said, List<Finding> findings)
    {
        // Beijing is written as province and as city, and what a city without districts of its own is filled up with says nothing.
        var written = string.Join(' ', new[] { said("region"), said("province"), said("city"), said("district") }.OfType<string>().Select(t => t.Trim()).Where(t => t is not ("市辖区" or "直辖市")).DistinctBy(t => t.TrimEnd('市')));
        if (written.Length == 0) return Regions.Parse(said("address"))?.Code;
        if (written.Length == 6 && Regions.Find(written) is { } byCode) return byCode.Code;
        var found = Regions.Parse(written, out var rest);
        if (found is null || rest.Length > 0)
            findings.Add(new Finding(found is null ? "imports.region.unknown" : "imports.region.partly",
                said("region") is not null ? "region" : said("district") is not null && found is not null ? "district" : said("city") is not null ? "city" : "province",
                Weight: Weight.Warning).With(Cut(written), found is null ? null : Regions.Display(found.Code)));
        return found?.Code;
    }

    (IReadOnlyList<RoleKind>, SpecialKind?, bool) Roles(Func<string, string?> said, List<Finding> findings)
    {
        SpecialKind? special = null;
        if (said("special") is { } kind && (special = CellWords.AsSpecial(kind)) is null) findings.Add(new Finding("imports.value.special", "special", "D13-2.2a").With(Cut(kind)));
        if (said("roles") is not { } written)
            return special is null ? ([plan.Role], plan.Role == RoleKind.Special ? plan.Special : null, false) : ([RoleKind.Special], special, true);
        List<RoleKind> roles = [];
        foreach (var word in CellWords.Split(written))
        {
            if (CellWords.AsRole(word) is not { } role)
            {
                findings.Add(new Finding("imports.value.role", "roles", "D13-2.1a").With(Cut(word)));
                continue;
            }
            if (!roles.Contains(role.Role)) roles.Add(role.Role);
            special ??= role.Special;
        }
        return (roles, special, true);
    }

    DateOnly? Day(string? text, List<Finding> findings)
    {
        if (text is null) return null;
        if (CellWords.AsDate(text) is not { } day)
        {
            findings.Add(new Finding("imports.date", "nextContactOn").With(Cut(text)));
            return null;
        }
        if (NextContactDate.Check(day, today) is null) return day;
        // What was planned before the program came is no plan any more; it keeps no customer out.
        findings.Add(new Finding("imports.next-contact.past", "nextContactOn", "D01-2.3b", Weight.Warning).With($"{day:yyyy-MM-dd}"));
        return null;
    }

    // 注册资本（万元）: the unit stands in the header, the cells hold bare figures.
    string? Capital(string? text) => text is not null && capitalUnit.Length > 0 && Bare().IsMatch(text.Trim()) ? text.Trim() + capitalUnit : text;

    static string UnitOf(ImportPlan plan)
    {
        var column = plan.ColumnOf("registeredCapital");
        return column < 0 || Unit().Match(Normal.Of(plan.Labels[column])) is not { Success: true } match ? "" : match.Groups[1].Value;
    }

    static string Cut(string text) => Customer.Cut(text.Trim(), 60)!;

    [GeneratedRegex(@"^[\d,.]+$")]
    private static partial Regex Bare();

    [GeneratedRegex(@"[(]((?:百|千)?[万亿]?(?:元|美元|港元|欧元)(?:人民币)?|[万亿])[)]")]
    private static partial Regex Unit();
}
