using Guiju.Compliance.Packs;
using Guiju.Compliance.WhatIf;
using Guiju.Platform.Jobs;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Policies.Contracts;

namespace Guiju.Compliance;

static class ComplianceRegistration
{
    /// <summary>Registers what compliance and replays need beside their use cases.</summary>
    public static IServiceCollection AddCompliance(this IServiceCollection services) => services
        .AddScoped<Signing>().AddSingleton<RunWhatIf>().AddSingleton<WhatIfWorker>().AddHostedService(s => s.GetRequiredService<WhatIfWorker>()).AddSingleton<ISweep, ForgetWhatIf>()
        .AddSingleton<IClauseOffer, OfferReplay>()
        .AddSingleton(new NavItem("compliance.title", "/compliance", "scale", 810, Permission.ComplianceRead))
        .AddSingleton(new NavItem("whatif.title", "/what-if", "flask", 820, Permission.PoliciesWrite));

    /// <summary>Maps pages and API.</summary>
    public static IEndpointRouteBuilder MapCompliance(this IEndpointRouteBuilder routes)
    {
        routes.MapTallies();
        routes.MapPacks();
        routes.MapWhatIf();
        return routes;
    }
}
