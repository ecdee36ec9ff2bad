using Guiju.Customers.Contracts;
using Guiju.Duties.Contracts;
using Guiju.Platform.Security;

namespace Guiju.Customers.Deadlines;

/// <summary>The duties of a file follow it when it is merged, and go back when that is undone.</summary>
sealed class MergesDuties(IDuties duties) : IMergesWithCustomer
{
    public Type Entity => duties.Row;

    public Task<IReadOnlyList<Guid>> Move(Guid from, Guid to, IReadOnlyCollection<Guid>? only, CancellationToken ct) => duties.Move(FileDuties.Subject(from), to, only, ct);
}

/// <summary>
/// A file that goes into the bin owes nothing. Its duties stay in the ledger, cancelled and without its name, since what was late by then stays to be
/// seen; they are owed again when the file comes back.
/// </summary>
sealed class BinnedDuties(IDuties duties, FileDuties files)
{
    const string Why = "customers.duties.binned";

    /// <summary>The file goes.</summary>
    public Task Away(Guid customerId, CancellationToken ct) => duties.Cancel(FileDuties.Subject(customerId), Why, ct, gone: true);

    /// <summary>The file is back.</summary>
    public async Task Back(Customer file, CancellationToken ct)
    {
        await duties.Reopen(FileDuties.Subject(file.Id), Why, ct);
        await files.Inherit(file, ct);
    }
}

static class DeadlineRegistration
{
    /// <summary>Registers what keeps the duties about files.</summary>
    public static IServiceCollection AddDeadlines(this IServiceCollection services) => services
        .AddScoped<FileDuties>().AddScoped<BinnedDuties>().AddScoped<IMergesWithCustomer, MergesDuties>()
        .AddScoped<Platform.Data.ISaveFollower, CustomerDuties>()
        .AddSingleton(new DutySubjectKind(FileDuties.Kind, Permission.CustomersRead, id => $"/customers/{id}"))
        .AddSingleton(new CustomerPanel(typeof(DutiesPanel), PanelZone.Right, 50));
}
