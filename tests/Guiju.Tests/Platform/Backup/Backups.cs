using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Platform.Backup;
using Guiju.Rulebook.Findings;
using Guiju.Shell;
using Guiju.Shell.Backups;
using Guiju.Tests.Shell;
using Guiju.Tests.Worlds;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Platform.Backup;

/// <summary>Short ways to a backup and back.</summary>
static class Backups
{
    public static readonly byte[] Pdf = "%PDF-1.4 报价单"u8.ToArray();

    /// <summary>A world with a customer who has an attached file.</summary>
    public static async Task<(World World, Guid Customer)> WithFile(Engine engine)
    {
        var world = await World.Open(engine);
        var customer = await world.Register("张三", "备份有限公司");
        using var browser = await world.Browser("张三");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Pdf), "file", "报价.pdf" } };
        using var put = await browser.PostAsync($"/api/v1/customers/{customer}/attachments", form);
        ((int)put.StatusCode).ShouldBe(201, await put.Content.ReadAsStringAsync());
        return (world, customer);
    }

    public static async Task<Guid> Register(this World world, string who, string name) =>
        (await world.Do<RegisterCustomer, RegisterCustomer.Registered>(who, u => u.Handle(new() { Name = name, Roles = [RoleKind.Buyer] }, default))).Value.Id;

    public static string Folder() => Directory.CreateTempSubdirectory("guiju-backup-").FullName;

    public static async Task<MakeBackup.Made> BackUp(this World world)
    {
        var made = await world.Services.GetRequiredService<MakeBackup>().To(Folder(), default);
        made.Findings.Select(f => f.Key).ShouldBeEmpty();
        return made.Value;
    }

    public static async Task<Outcome<BackupManifest>> Restore(string archive, (string Folder, string? Postgres) place)
    {
        await using var app = CommandLine.Build(new Dictionary<string, string> { ["GUIJU_DATA"] = place.Folder, ["ConnectionStrings:Guiju"] = place.Postgres ?? "" });
        return await app.Services.GetRequiredService<RestoreBackup>().From(archive, default);
    }

    public static Task<(int Code, string Said, string Wrong)> Drill(this World world, string archive, string inside) =>
        Spoken.By(() => RestoreDrill.Run(world.Services, archive, inside, default));

    public static Task<IReadOnlyList<TableDigest>> Digests(this World world) => world.Read(db => TableDigest.Of(db, default));
}
