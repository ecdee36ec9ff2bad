using Guiju.Platform.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Security;

static class SecurityRegistration
{
    public static IServiceCollection AddSecurity(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Guiju");
        services.AddOptions<KeyManagementOptions>().Configure<IServiceScopeFactory>((o, scopes) => o.XmlRepository = new KeysInDatabase(scopes));
        services.AddIdentityCore<Account>(o =>
        {
            o.Password.RequiredLength = Passwords.MinimumLength;
            o.Password.RequireNonAlphanumeric = false;
            o.Password.RequireUppercase = false;
            o.Password.RequireDigit = false;
            o.Password.RequireLowercase = false;
            o.User.AllowedUserNameCharacters = "";
            o.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        }).AddEntityFrameworkStores<GuijuContext>().AddSignInManager().AddPasswordValidator<WeakPasswords>();
        services.AddScoped<SignInSteps>();
        services.AddScoped<Passwords>();
        services.AddScoped<SecondFactor>();
        services.AddSingleton<FailedAttempts>();
        services.AddScoped<Sessions>();
        services.AddSingleton<RememberedActors>().AddSingleton<KnownCallers>();
        services.AddScoped<KnownActors>();
        services.AddScoped<Proof>();
        services.AddScoped<SessionEnds>();
        var authentication = services.AddAuthentication("Guiju");
        authentication.AddPolicyScheme("Guiju", null, o => o.ForwardDefaultSelector = http =>
            TokenAuthentication.Concerns(http.Request) ? TokenAuthentication.Scheme_ : IdentityConstants.ApplicationScheme);
        authentication.AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.Scheme_, null);
        PendingSignIn.AddTo(authentication);
        authentication.AddIdentityCookies(c => c.ApplicationCookie!.Configure(o =>
        {
            o.Cookie.Name = "guiju";
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.HttpOnly = true;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.LoginPath = "/sign-in";
            o.ReturnUrlParameter = "back";
            o.ExpireTimeSpan = TimeSpan.FromDays(7);
            o.SlidingExpiration = true;
            o.EventsType = typeof(Sessions);
        }));
        services.AddAuthorizationBuilder().SetFallbackPolicy(new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }

    /// <summary>
    /// Refuses state changes that another site started: every supported browser says where a request comes from
    /// (<c>Sec-Fetch-Site</c>), and the session cookie alone is no proof of intent. Calls with a token carry no cookie and pass.
    /// </summary>
    public static IApplicationBuilder UseSameOriginOnly(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        // Signing somebody in unasked is an attack too: pages are checked with and without a cookie.
        var bare = request.Path.StartsWithSegments("/api") && !request.Headers.ContainsKey("Cookie");
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || bare)
            return next(context);
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        var same = site.Length > 0 ? site is "same-origin" or "none" : origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}";
        if (same) return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });

    /// <summary>Makes remembered actors stale; called wherever people, roles or departments change.</summary>
    public static Task ChangeAccess(this GuijuContext db, CancellationToken ct) =>
        db.Set<AccessStamp>().ExecuteUpdateAsync(s => s.SetProperty(a => a.Value, a => a.Value + 1), ct);
}
