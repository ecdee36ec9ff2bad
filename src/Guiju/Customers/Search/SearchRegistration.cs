using Guiju.Customers.Contracts;
using Guiju.Platform.Data;

namespace Guiju.Customers.Search;

static class SearchRegistration
{
    /// <summary>Registers the search over everything and the indexes that follow every saving.</summary>
    public static IServiceCollection AddCustomerSearch(this IServiceCollection services) => services
        .AddScoped<LikelyCustomers>()
        .AddSingleton<TidyIndex>().AddSingleton<Platform.Jobs.ISweep>(s => s.GetRequiredService<TidyIndex>())
        .AddSingleton<ISearchedKind, SearchedPeople>().AddSingleton<ISearchedKind, SearchedAttachments>()
        .AddSingleton<ISaveFollower, SearchFollower>().AddSingleton<ISaveFollower, RecordFollower>();
}
