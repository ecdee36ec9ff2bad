using Guiju.Customers.Pages;
using Guiju.Customers.Papers;

namespace Guiju.Customers;

static class CustomersRoutes
{
    /// <summary>Routes of customer files.</summary>
    public static IEndpointRouteBuilder MapCustomers(this IEndpointRouteBuilder routes)
    {
        routes.MapCustomersApi();
        routes.MapCustomerPages();
        routes.MapPapers();
        return routes;
    }
}
