using Guiju.Customers.Access;
using Guiju.Customers.BasicData;
using Guiju.Customers.Bin;
using Guiju.Customers.Pages;
using Guiju.Customers.Papers;
using Guiju.Customers.Review;

namespace Guiju.Customers;

static class CustomersRoutes
{
    /// <summary>Routes of customer files.</summary>
    public static IEndpointRouteBuilder MapCustomers(this IEndpointRouteBuilder routes)
    {
        routes.MapCustomersApi();
        routes.MapBinApi();
        routes.MapCustomerPages();
        routes.MapDirectory();
        routes.MapFileAccess();
        routes.MapPapers();
        routes.MapBasicData();
        routes.MapReview();
        return routes;
    }
}
