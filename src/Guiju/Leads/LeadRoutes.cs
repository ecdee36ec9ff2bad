namespace Guiju.Leads;

static class LeadRoutes
{
    public static IEndpointRouteBuilder MapLeads(this IEndpointRouteBuilder routes)
    {
        routes.MapLeadApi();
        return routes;
    }
}
