namespace Guiju.Platform.Http;

/// <summary>
/// The program's routes, bound once. The framework binds routes of groups anew for routing and for authorization, a quarter of a second each time;
/// programs in one process that map the same routes can share a table and bind them once for all.
/// </summary>
public sealed class RouteTable
{
    readonly Lock turn = new();
    IReadOnlyList<Endpoint>? bound;

    /// <summary>Gives a program these routes; what maps them is asked the first time only, so it must depend on no setting.</summary>
    /// <param name="app">The program.</param>
    /// <param name="map">Maps the routes.</param>
    public void Give(IEndpointRouteBuilder app, Action<IEndpointRouteBuilder> map)
    {
        lock (turn)
        {
            if (bound is null)
            {
                var routes = new Routes(app);
                map(routes);
                bound = [.. routes.DataSources.SelectMany(source => source.Endpoints)];
            }
        }
        app.DataSources.Add(new DefaultEndpointDataSource(bound));
    }

    sealed class Routes(IEndpointRouteBuilder app) : IEndpointRouteBuilder
    {
        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IServiceProvider ServiceProvider => app.ServiceProvider;

        public IApplicationBuilder CreateApplicationBuilder() => app.CreateApplicationBuilder();
    }
}
