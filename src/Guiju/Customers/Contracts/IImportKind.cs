using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Contracts;

/// <summary>
/// Rows of an imported file that hang on customers already there: contact persons, contacts logged. A kind says what columns can mean, reads,
/// decides, writes and takes back; upload, dry run, batches, problems, resuming and undoing are the same for all. Register it scoped, and its
/// <see cref="ImportShape"/> as a singleton.
/// </summary>
public interface IImportKind
{
    /// <summary>What its columns can mean.</summary>
    ImportShape Shape { get; }

    /// <summary>Reads a row; looks at nothing but the row, on several cores at once. What is wrong goes to the row's findings.</summary>
    object Read(ImportedCells row);

    /// <summary>What makes a row the same as another of its customer: two rows that share one of these are duplicates.</summary>
    IEnumerable<string> Keys(object facts, ImportTarget file);

    /// <summary>Prepares for the rows of a batch, with a fixed number of questions.</summary>
    Task<IImportRows> Begin(ImportedBatch batch, CancellationToken ct);

    /// <summary>Takes back what rows made; answers what stays because somebody touched it or refers to it. Nothing is saved here.</summary>
    /// <param name="importId">The import.</param>
    /// <param name="since">When its file was uploaded, UTC.</param>
    /// <param name="things">What the rows made or changed, the last first.</param>
    /// <param name="ct">Ends it.</param>
    Task<IReadOnlySet<Guid>> TakeBack(Guid importId, DateTime since, IReadOnlyList<MadeThing> things, CancellationToken ct);
}

/// <summary>The rows of one batch, taken one after the other.</summary>
public interface IImportRows
{
    /// <summary>Decides what becomes of a row and, where the batch writes, does it; refusals go to the findings and leave nothing behind.</summary>
    Taken Take(ImportedFacts row);
}

/// <summary>What a kind of rows looks like from outside.</summary>
/// <param name="Key">Key in addresses, the API and on the command line; its name is the text <c>imports.kind.{Key}</c>.</param>
/// <param name="Permission">What it takes to bring such rows in, beside importing.</param>
/// <param name="Fields">Where columns can go, in the order they are recognised.</param>
public sealed record ImportShape(string Key, string Permission, IReadOnlyList<ImportField> Fields)
{
    readonly Dictionary<string, ImportField> byKey = Fields.ToDictionary(f => f.Key);

    /// <summary>Fields without which nothing can begin: one of each group.</summary>
    public IReadOnlyList<string[]> Needs { get; init; } = [];

    /// <summary>Headers no list of customers has: so many of them tell the kind.</summary>
    public IReadOnlyList<string> Signs { get; init; } = [];

    /// <summary>How many.</summary>
    public int SignsNeeded { get; init; } = 1;

    /// <summary>Words in the name of a sheet or file that tell it.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    /// <summary>Whether rows may change what is there; else they only add to it.</summary>
    public bool Changes { get; init; }

    /// <summary>What is chosen once for the file.</summary>
    public IReadOnlyList<ImportChoice> Choices { get; init; } = [];

    /// <summary>The field with this key, or null.</summary>
    public ImportField? Find(string? key) => key is not null && byKey.TryGetValue(key, out var field) ? field : null;
}

/// <summary>Something chosen once for a file.</summary>
/// <param name="Key">Key in the plan.</param>
/// <param name="Text">Key of its name.</param>
/// <param name="Hint">Key of what stands below it.</param>
/// <param name="Values">Values, each with the key of its name; nothing may be chosen too.</param>
/// <param name="Unless">Field of a column that makes the choice needless; without both nothing can begin. Null where it may always be left open.</param>
public sealed record ImportChoice(string Key, string Text, string Hint, IReadOnlyList<KeyValuePair<string, string>> Values, string? Unless = null);

/// <summary>What became of a row.</summary>
public enum RowFate
{
    /// <summary>It makes something new.</summary>
    Create,

    /// <summary>It adds to or changes something that is there.</summary>
    Update,

    /// <summary>It is left out: what it says is there.</summary>
    Skip,

    /// <summary>It is not taken.</summary>
    Faulty,
}

/// <summary>What became of a row and what it made or changed.</summary>
/// <param name="Fate">What became of it.</param>
/// <param name="Thing">Id of what it made or changed.</param>
public readonly record struct Taken(RowFate Fate, Guid? Thing = null);

/// <summary>A row ready to be taken.</summary>
/// <param name="Facts">What <see cref="IImportKind.Read"/> read.</param>
/// <param name="File">Its customer.</param>
/// <param name="Earlier">Number of the earlier row of this file that is the same, or null.</param>
/// <param name="Findings">Takes what there is to say.</param>
public sealed record ImportedFacts(object Facts, ImportTarget File, int? Earlier, List<Finding> Findings)
{
    internal Import.OnDuplicate Duplicates { get; init; }
}

/// <summary>A batch of rows whose customers are found.</summary>
/// <param name="ImportId">The import.</param>
/// <param name="UnitId">Company whose customers they hang on.</param>
/// <param name="Importer">Name of who brings them in.</param>
/// <param name="Writes">Whether it is the run; a check decides alike and keeps nothing.</param>
/// <param name="Rows">What was read and its customer.</param>
/// <param name="First">Whether something is met for the first time in this file, so that it is told once and not a thousand times.</param>
/// <param name="MaxFutureDays">So many days ahead a contact may be planned without a supervisor (D01-2.3b).</param>
public sealed record ImportedBatch(Guid ImportId, Guid UnitId, string Importer, bool Writes, IReadOnlyList<(object Facts, ImportTarget File)> Rows, Func<string, bool> First, int MaxFutureDays)
{
    internal Import.ImportPlan Plan { get; init; } = null!;
}

/// <summary>Something a row made or changed, to be taken back.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Made">Whether the row made it.</param>
/// <param name="File">Its customer.</param>
public sealed record MadeThing(Guid Id, bool Made, ImportTarget File);

/// <summary>The customer a row hangs on. In a check it is a copy that is thrown away.</summary>
public sealed class ImportTarget
{
    internal ImportTarget(Customer file) => File = file;

    internal Customer File { get; }

    /// <summary>Id of the file.</summary>
    public Guid Id => File.Id;

    /// <summary>Its name.</summary>
    public string Name => File.Name;

    /// <summary>File number.</summary>
    public string Code => File.Code;

    /// <summary>When it was last contacted, UTC.</summary>
    public DateTime? LastContactAt => File.LastContactAt;

    /// <summary>Day of the next contact in force.</summary>
    public DateOnly? NextContactOn => File.NextContactOn;

    /// <summary>People at the customer.</summary>
    public IEnumerable<(Guid Id, string Name)> People => File.Contacts.Select(p => (p.Id, p.Name));

    /// <summary>Notes a contact of the past where it is newer than the last one known. It does not bring the file up to date (D01-3.1a).</summary>
    public void Contacted(DateTime at, string feedback)
    {
        if (LastContactAt is null || at > LastContactAt) File.SetLastContact(at, Customer.Cut(feedback, 200));
    }

    /// <summary>Gives back the last contact it had, or none.</summary>
    public void LastContactWas(DateTime? at, string? feedback) => File.SetLastContact(at, Customer.Cut(feedback, 200));

    /// <summary>Plans the next contact where none is planned; what is due here stays due.</summary>
    public bool Plan(DateOnly on, string? step)
    {
        if (NextContactOn is not null) return false;
        File.PlanContact(on, step);
        return true;
    }
}
