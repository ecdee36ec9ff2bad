using Guiju.Commerce.Contracts;
using Guiju.Commerce.Pages;
using Guiju.Customers.Contracts;
using Guiju.Grading.Contracts;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;

namespace Guiju.Commerce;

static class CommerceRegistration
{
    /// <summary>Registers what the ledger needs beside its use cases.</summary>
    public static IServiceCollection AddCommerce(this IServiceCollection services)
    {
        services.AddScoped<DealingCheck>().AddScoped<DealEffect>().AddScoped<DealingRows>();
        services.AddScoped<ICustomerTimeline, DealingTimeline>();
        services.AddScoped<ISalesFacts, SalesFacts>();
        services.AddScoped<ICompanyTurnover, CompanyTurnover>();
        services.AddMergesWithCustomer<Dealing>().AddScoped<IKeepsCustomer, DealingsKeepCustomer>();
        services.AddSingleton<ISearchedKind, SearchedDealings>();
        services.AddSingleton(new CustomerPanel(typeof(DealingsPanel), PanelZone.Right, 150));
        services.AddSingleton(new NavItem("commerce.nav", "/dealings", "file-invoice", 210, Permission.ReportsRead, Key: 'b'));
        services.AddSingleton(new QuickAction("commerce.new", "/dealings/new", "file-invoice", 30, Permission.CommerceWrite));
        return services;
    }
}
