using System.Text;
using Guiju.Tests.Worlds;

namespace Guiju.Browser.Tests.Pages;

/// <summary>An import from file to result as a person does it, in every look.</summary>
public class ImportPagesTests(Chromium chromium)
{
    static readonly byte[] File = Encoding.UTF8.GetBytes("""
        客户名称,统一社会信用代码,联系电话,邮编,省,市,负责人,下次联系,客户类别,注册资本（万元）
        湘潭锦川矿业有限公司,91430300MA4L1B2C32,0731-58123456,411100,湖南,湘潭,,2025-07-01,业务客户,"1,200"
        茶陵建材厂,91430224MA4Q9X7H,13873126552,412400,湖南,株洲,,,供应商,500
        醴陵瓷业股份公司,,1387312655,412200,湖南,株洲,,,经销商,
        攸县粉磨站,,0731-24212345,412300,湖南,株洲,张无名,,业务客户,
        衡东水泥制品厂,,0734-5212345,421400,湖南,衡阳,,2024-11-30,业务客户,
        桂东矿业有限公司,,,,湖南,郴州,,,大客户,
        永兴铸造厂,,,4233,湖南,郴洲,,,业务客户,
        炎陵水电设备公司,1.2E+17,,,湖南,株洲,,,业务客户,300
        湘潭锦川矿业有限责任公司,91430300MA4L1B2C32,,,,,,,,
        安仁矿业开发公司,,0735-5212345,423600,湖南,郴州,,,业务客户,2000
        """);

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public async Task From_file_to_result_in_every_look(int which)
    {
        await using var world = await World.Serve(Engine.Sqlite);
        await using var visitor = await Visitor.At(world, chromium.Browser, Look.Four[which]);
        await visitor.SignIn("钱信息");
        var page = visitor.Page;
        List<string> faults = [];
        async Task See(string name) => faults.AddRange(await visitor.Faults($"import-{name}"));

        await page.GotoAsync("/customers/import");
        await See("upload");
        await page.SetInputFilesAsync("input[type=file]", new Microsoft.Playwright.FilePayload { Name = "2025客户台账.csv", MimeType = "text/csv", Buffer = File });
        await page.ClickAsync("main form button[type=submit]");
        await page.WaitForSelectorAsync("select[name=fields]");
        await See("columns");
        await page.ClickAsync("form.imp-plan button[type=submit]");
        // The page asks for itself while the check goes on and shows the outcome by itself.
        await page.WaitForSelectorAsync(".imp-problems");
        await See("check");
        // A row is put right on its page; what was counted no longer holds, so all are checked again.
        await page.ClickAsync(".imp-problems a[href$='/rows/3'] >> nth=0");
        await page.WaitForSelectorAsync("[name=leftOut]");
        await page.WaitForLoadStateAsync();
        await See("row");
        await page.CheckAsync("[name=leftOut]");
        await page.ClickAsync("main form .card-footer button:not([name])");
        await page.ClickAsync("form[action$='/recheck'] button");
        await page.WaitForSelectorAsync("form[action$='/run'] button");
        await page.ClickAsync("form[action$='/run'] button");
        await page.ClickAsync("dialog[open] footer button:last-child");
        await page.WaitForSelectorAsync("a[href='/customers/import'].btn-primary");
        await See("result");
        await page.ClickAsync("form[action$='/undo'] button");
        await page.ClickAsync("dialog[open] footer button:last-child");
        await page.WaitForSelectorAsync(".card[role=status]");
        await page.WaitForSelectorAsync("a[href='/customers/import'].btn-primary");
        await See("undone");
        faults.ShouldBeEmpty();
    }
}
