using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Import;

/// <summary>
/// Puts a row into a file, by the steps of registering and changing by hand. The check does the same to copies that are
/// thrown away, so that it foresees what the run will do.
/// </summary>
/// <param name="plan">What is wanted.</param>
/// <param name="rules">Rules of customer files in force.</param>
/// <param name="actor">In whose name.</param>
/// <param name="now">Instant, UTC.</param>
/// <param name="today">Day in the company's zone.</param>
/// <param name="note">Records to be saved beside the file: stages, major changes, plans.</param>
sealed class ApplyRow(ImportPlan plan, CustomerRules rules, Actor actor, DateTime now, DateOnly today, Action<CustomerRecord> note)
{
    /// <summary>Opens a file.</summary>
    /// <param name="entry">The row.</param>
    /// <param name="serial">Running number.</param>
    /// <param name="code">File number.</param>
    /// <param name="owner">Who takes charge.</param>
    [Clause("D13-3.2a"), Clause("D13-3.3.2a"), Clause("D10-1.1b")]
    public Customer Create(RowEntry entry, long serial, string code, DecideRow.Staff.Member? owner)
    {
        var c = new Customer(actor.UnitId, serial, code, entry.Facts.Name!, owner?.Id, owner?.DepartmentId, today);
        entry.Entry.ApplyTo(c);
        if (c.Source is null && plan.Source is not null) c.Describe(c.BusinessScope, c.Industry, plan.Source, c.Demand);
        foreach (var role in entry.Roles) c.TakeRole(role, role == RoleKind.Special ? entry.Special : null);
        if (entry.Describe is { } describe) PersonOnFile.Add(c, describe);
        if (entry.Tags.Count > 0) c.Tag(entry.Tags);
        if (entry.NextContactOn is not null) Plan(c, entry);
        if (entry.Stage is { } stage && stage > Stage.Collected)
        {
            if (StageOrder.Check(Stage.Collected, stage, new HashSet<Stage>(), null) is { } jump) entry.Findings.Add(jump.AsWarning());
            else
            {
                note(new CustomerRecord.Staged(c, Stage.Collected, stage));
                c.MoveTo(stage, now);
            }
        }
        c.Refresh(now);
        c.Judge(rules);
        c.Raise(FileStatus.Incomplete, rules);
        return c;
    }

    /// <summary>Adds to a file or changes it; false where it says already what the row says.</summary>
    /// <param name="c">The file, with roles and people.</param>
    /// <param name="entry">The row; refusals go to its findings, and the file must then be thrown away unsaved.</param>
    /// <param name="owner">Who takes charge where the row names him.</param>
    /// <param name="own">Whether this import opened the file itself, so that no change happened at the customer.</param>
    [Clause("D13-3.4.1a"), Clause("D13-2.1b")]
    public bool Update(Customer c, RowEntry entry, DecideRow.Staff.Member? owner, bool own)
    {
        var overwrite = entry.Duplicates == OnDuplicate.Overwrite;
        var before = FactText.Fields.ToDictionary(f => f, f => FactText.Of(c, f));
        if (overwrite) entry.Entry.ApplyTo(c);
        else FactEntry.Read(Blanks(entry.Facts, before), rules, []).ApplyTo(c);
        var changed = FactText.Fields.Where(f => FactText.Of(c, f) != before[f]).ToList();
        if (!own) entry.Findings.AddRange(Record(c, changed, before));
        if (entry.Refused) return false;

        var more = changed.Count > 0;
        if (entry.NamesRoles)
            foreach (var role in entry.Roles.Where(r => c.Roles.All(has => has.Role != r)))
            {
                c.TakeRole(role, role == RoleKind.Special ? entry.Special : null);
                more = true;
            }
        more |= People(c, entry, overwrite);
        if (entry.Tags.Except(c.Tags).Any() && c.Tags.Union(entry.Tags).Count() <= 20)
        {
            c.Tag(c.Tags.Union(entry.Tags));
            more = true;
        }
        if (entry.Owner is not null && owner is not null && c.OwnerId != owner.Id && (overwrite || c.OwnerId is null))
        {
            c.AssignTo(owner.Id, owner.DepartmentId);
            more = true;
        }
        if (entry.NextContactOn is { } on && on != c.NextContactOn && (overwrite || c.NextContactOn is null)) more |= Plan(c, entry);
        if (entry.Stage is { } stage && stage != c.Stage) entry.Findings.Add(new Finding("imports.stage.kept", "stage", "D01-3.1a", Weight.Warning).With(stage, c.Stage));
        foreach (var field in changed.Where(f => FactText.Of(c, f) is not null)) c.MarkAbsent(field, null);
        if (!more) return false;
        c.Judge(rules);
        c.Refresh(now);
        return true;
    }

    bool Plan(Customer c, RowEntry entry)
    {
        var on = entry.NextContactOn!.Value;
        if (NextContactDate.NeedsConfirmation(on, today, rules.MaxFutureDays))
        {
            entry.Findings.Add(new Finding("customers.next-contact.far", "nextContactOn", "D01-2.3b", Weight.Warning).With(rules.MaxFutureDays, $"{on:yyyy-MM-dd}"));
            note(new CustomerRecord.Planned(c, on, entry.NextStep?.Trim()));
            return true;
        }
        c.PlanContact(on, entry.NextStep);
        return true;
    }

    // A major change needs its day and source, told once for the file (D13-3.4.1a); a first entry is none.
    List<Finding> Record(Customer c, List<string> changed, Dictionary<string, string?> before)
    {
        if (c.Status == FileStatus.Draft) return [];
        var kinds = changed.Where(f => before[f] is not null).Select(f => (Field: f, Kind: MajorChanges.Of(f, rules.ChangeTypes))).Where(f => f.Kind is not null)
            .GroupBy(f => f.Kind!.Value).ToList();
        if (kinds.Count == 0) return [];
        List<Finding> findings = [.. MajorChanges.Check(plan.HappenedOn, plan.ChangeSource, today, kinds[0].Key).Select(f => f with { Field = FieldOf(kinds[0].First().Field) })];
        if (findings.Count > 0) return findings;
        foreach (var kind in kinds)
        {
            string? Text(Func<string, string?> of) => Customer.Cut(string.Join(" ", kind.Select(f => Words.Fact(f.Field, of(f.Field))).Where(t => !string.IsNullOrEmpty(t))), 2000) is { Length: > 0 } text ? text : null;
            note(new CustomerRecord.Changed(c, kind.Key, Text(f => before[f]), Text(f => FactText.Of(c, f)), plan.HappenedOn!.Value, plan.ChangeSource!));
        }
        return [];
    }

    static string FieldOf(string fact) => fact == "regionCode" ? "region" : fact;

    static bool People(Customer c, RowEntry entry, bool overwrite)
    {
        if (entry.Contact is not { } said) return false;
        if (PersonOnFile.Find(c, entry.MobileKey, said.Name) is { } person) return PersonOnFile.Change(person, said, entry.Describe!, overwrite);
        PersonOnFile.Add(c, entry.Describe!);
        return true;
    }

    static CustomerFacts Blanks(CustomerFacts said, Dictionary<string, string?> there)
    {
        string? If(string field) => there[field] is null ? FactText.Said(said, field) : null;
        return new()
        {
            ShortName = If("shortName"),
            CreditCode = If("creditCode"),
            LegalRepresentative = If("legalRepresentative"),
            RegionCode = If("regionCode"),
            Address = If("address"),
            Postcode = If("postcode"),
            Phone = If("phone"),
            Fax = If("fax"),
            RegisteredCapital = If("registeredCapital"),
            BusinessScope = If("businessScope"),
            Industry = If("industry"),
            Source = If("source"),
            Demand = If("demand"),
        };
    }
}

/// <summary>A record that goes with a change of a file.</summary>
abstract record CustomerRecord
{
    /// <summary>A stage was reached.</summary>
    public sealed record Staged(Customer File, Stage From, Stage To) : CustomerRecord;

    /// <summary>A row opened the file or changed it.</summary>
    public sealed record Taken(Customer File, int Row, bool Opened) : CustomerRecord;

    /// <summary>A next contact waits for the supervisor.</summary>
    public sealed record Planned(Customer File, DateOnly On, string? Step) : CustomerRecord;

    /// <summary>Something major changed.</summary>
    public sealed record Changed(Customer File, MajorChangeKind Kind, string? Before, string? After, DateOnly HappenedOn, string Source) : CustomerRecord;
}
