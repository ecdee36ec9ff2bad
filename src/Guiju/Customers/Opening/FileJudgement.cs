using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Brings a file's status, completeness and score up to what it holds now.</summary>
static class FileJudgement
{
    /// <summary>What the file holds, as far as completeness asks; roles and contacts must be loaded.</summary>
    public static FileCompleteness.Facts FactsOf(Customer c)
    {
        HashSet<string> filled = ["name", "code", "openedOn"];
        void Has(bool there, string field)
        {
            if (there) filled.Add(field);
        }
        Has(c.LegalRepresentative is not null, "legalRepresentative");
        Has(c.Address is not null, "address");
        Has(c.Postcode is not null, "postcode");
        Has(c.Phone is not null, "phone");
        Has(c.Fax is not null, "fax");
        Has(c.BusinessScope is not null, "businessScope");
        Has(c.RegisteredCapital is not null, "registeredCapital");
        Has(c.CreditCode is not null, "creditCode");
        Has(c.Roles.Count > 0, "roles");
        Has(c.Contacts.Count > 0, "contacts");
        Has(c.OwnerId is not null, "ownerId");
        return new(filled, c.Absent.Keys.ToHashSet());
    }

    /// <summary>Mandatory fields that are missing: the standard fields and those of the template, each named once.</summary>
    public static IReadOnlyList<string> Missing(Customer c, CustomerRules rules) =>
        FileCompleteness.Missing(rules.StandardFields.Union(rules.Template), FactsOf(c));

    /// <summary>Judges anew after a change.</summary>
    public static void Judge(this Customer c, CustomerRules rules)
    {
        var facts = FactsOf(c);
        c.Judge(FileCompleteness.After(c.Status, Missing(c, rules).Count), FileCompleteness.Percent(rules.StandardFields.ToList(), facts), Score(c));
    }

    /// <summary>Gives the file a status somebody asked for; a formal one is refused where a mandatory field is missing, each named.</summary>
    public static IReadOnlyList<Finding> Raise(this Customer c, FileStatus status, CustomerRules rules)
    {
        if (status == FileStatus.Draft) return c.Status == FileStatus.Draft ? [] : [new("customers.status.no-way-back", "status", "D13-3.3.2a")];
        List<Finding> findings = [.. c.Roles.Count == 0 ? CustomerClasses.Check([], null) : []];
        if (status == FileStatus.Formal)
            findings.AddRange(Missing(c, rules).Where(f => f != "roles" || c.Roles.Count > 0)
                .Select(f => new Finding(FileCompleteness.MayBeAbsent(f) ? "customers.status.missing-or-absent" : "customers.status.missing", f,
                    rules.StandardFields.Any(s => FileCompleteness.Fields[s] == f) ? "D13-3.3.2a" : "D10-1.1b").With($"customers.{f}")));
        if (findings.Count == 0) c.Judge(status, c.Completeness, c.Score);
        return findings;
    }

    static int Score(Customer c) => InformationScore.Percent(Known(c));

    /// <summary>Fields of 客户信息登记表 that are known; roles and contacts must be loaded.</summary>
    public static IReadOnlySet<string> Known(Customer c)
    {
        HashSet<string> filled = ["name"];
        void Has(bool there, string field)
        {
            if (there) filled.Add(field);
        }
        Has(c.Roles.Count > 0, "roles");
        Has(c.Industry is not null, "industry");
        Has(c.Address is not null || c.RegionCode is not null, "address");
        Has(c.Contacts.Count > 0, "contactName");
        Has(c.Contacts.Any(p => p.Post is not null), "contactPost");
        Has(c.Phone is not null || c.Contacts.Any(p => p.Mobile is not null || p.Phone is not null), "phone");
        Has(c.Contacts.Any(p => p.Email is not null), "email");
        Has(c.Source is not null, "source");
        Has(c.Demand is not null, "demand");
        return filled;
    }
}
