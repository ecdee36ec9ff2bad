using Guiju.Customers.Search;
using Guiju.Platform.Data;

namespace Guiju.Customers.Lists;

/// <summary>What lists and search need.</summary>
public static class ListRegistration
{
    /// <summary>Registers the lists and the search index that follows every saving.</summary>
    public static IServiceCollection AddCustomerLists(this IServiceCollection services) => services
        .AddScoped<CustomerRows>()
        .AddSingleton<ISaveFollower, SearchFollower>();
}
