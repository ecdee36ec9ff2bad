using Guiju.Platform.Security;
using Guiju.Platform.Ui;

namespace Guiju.Organization;

static class OrganizationRegistration
{
    public static IServiceCollection AddOrganization(this IServiceCollection services) => services
        .AddScoped<IActors, Actors>().AddScoped<Administration>().AddScoped<AccountMaking>().AddScoped<PersonForms>().AddSingleton<FirstRun>()
        .AddSingleton(new NavItem("organization.title", "/organization", "sitemap", 900, Permission.OrganizationRead, Key: 'o'));
}
