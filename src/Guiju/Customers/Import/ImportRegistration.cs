using Guiju.Customers.Contracts;
using Guiju.Platform.Files;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;

namespace Guiju.Customers.Import;

/// <summary>Registers what imports need beside their use cases.</summary>
public static class ImportRegistration
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddCustomerImport(this IServiceCollection services)
    {
        services.AddSingleton<ImportShapes>();
        services.AddSingleton(PeopleKind.OfPeople);
        services.AddScoped<IImportKind, PeopleKind>();
        services.AddScoped<RowKinds>();
        services.AddScoped<CustomerRows>();
        services.AddScoped<ReturnFiles>();
        services.AddSingleton<CheckProgress>();
        services.AddSingleton<RunImport>();
        services.AddSingleton<ImportWorker>();
        services.AddHostedService(s => s.GetRequiredService<ImportWorker>());
        services.AddScoped<JudgeRows>();
        services.AddScoped<RecogniseFile>();
        services.AddScoped<UploadImport>();
        services.AddScoped<IFileReferences, ImportFiles>();
        services.AddSingleton(new QuickAction("imports.title", "/customers/import", "file-import", 60, Permission.CustomersImport));
        return services;
    }
}
