using Guiju.Customers.Bin;
using Guiju.Customers.Pages;

namespace Guiju.Customers;

static class CustomersRoutes
{
    /// <summary>Routes of customer files.</summary>
    public static IEndpointRouteBuilder MapCustomers(this IEndpointRouteBuilder routes)
    {
        routes.MapCustomersApi();
        routes.MapBinApi();
        routes.MapCustomerPages();
        return routes;
    }
}
