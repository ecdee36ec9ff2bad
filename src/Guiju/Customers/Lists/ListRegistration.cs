using Guiju.Customers.Contracts;
using Guiju.Customers.Exports;
using Guiju.Customers.Search;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;

namespace Guiju.Customers.Lists;

/// <summary>What lists and search need.</summary>
public static class ListRegistration
{
    /// <summary>Registers the lists and the search.</summary>
    public static IServiceCollection AddCustomerLists(this IServiceCollection services) => services
        .AddExportLimit()
        .AddSingleton<RememberedNames>().AddScoped<CustomerRows>().AddScoped<OwnSettings>()
        .AddScoped(s => new FileGaps(s.GetRequiredService<CustomerRuleBook>(), s.GetRequiredService<CompanyClock>(), s.GetRequiredService<CurrentActor>(), s.GetRequiredService<GuijuContext>()))
        .AddScoped<IFileGaps>(s => s.GetRequiredService<FileGaps>()).AddScoped<Export>()
        .AddSingleton(new NavItem("lists.title", "/customers", "building", 100, Permission.CustomersRead, Key: 'c'))
        .AddCustomerSearch();
}
