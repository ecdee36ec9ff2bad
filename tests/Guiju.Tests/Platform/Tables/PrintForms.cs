using Guiju.Platform.Tables;

namespace Guiju.Tests.Platform.Tables;

public class PrintForms
{
    [Fact]
    public void The_register_of_sales_customers_is_laid_out_for_A4()
    {
        var form = new FormSheet
        {
            Title = "销售客户分类登记表",
            Head = ["单位：恒岳耐磨材料（株洲）有限公司　部门：销售二组", "期间：2026-11-16 至 2026-11-22（第 47 周）", "表号：YX-01"],
            Columns =
            [
                new("序号", 6), new("客户编号", 12), new("客户名称", 28, Left: true), new("阶段", 7), new("联系人", 9), new("需求产品", 14, Left: true), new("负责人", 9),
                new("最近\n联系时间", 12), new("最近反馈", 28, Left: true), new("下次\n联系时间", 12), new("更新人", 9), new("更新时间", 15), new("备注", 8),
            ],
            Sections =
            [
                new("一、目标和意向客户（1 户）", [[1, "C20260577", "桂岭铜业有限责任公司", "联系", "邓国强", "φ60–90 铸球", "刘佳敏", new DateOnly(2026, 11, 18), "=1+1", new DateOnly(2026, 12, 2), "刘佳敏", "26-11-18 10:07"]]),
                new("二、成交客户（1 户）", [[2, "C20260412", "宝庆矿业集团有限公司", "成交", "谢坤"]]),
            ],
            Signatures = ["编制：周明慧　2026-11-20", "审核：", "市场营销总监：", "抄送：行政总监、销售内勤"],
            Notes = ["“更新时间”为系统记录，不可手改。"],
            Footer = "规矩 · 打印人 R&D",
        };
        var to = new MemoryStream();
        form.Write(to);
        var bytes = to.ToArray();
        WriteTables.Validate(bytes);
        using var file = Fixture.Open(bytes, "登记表.xlsx").Value;
        file.DefaultSheet.Name.ShouldBe("销售客户分类登记表");
        var lines = file.DefaultSheet.Lines();
        lines[0].ShouldBe("1: 销售客户分类登记表");
        lines[2].ShouldBe("3: 序号 | 客户编号 | 客户名称 | 阶段 | 联系人 | 需求产品 | 负责人 | 最近\n联系时间 | 最近反馈 | 下次\n联系时间 | 更新人 | 更新时间 | 备注");
        lines[3].ShouldBe("4: 一、目标和意向客户（1 户）");
        lines[4].ShouldBe("5: 1 | C20260577 | 桂岭铜业有限责任公司 | 联系 | 邓国强 | φ60–90 铸球 | 刘佳敏 | 2026-11-18 | =1+1 | 2026-12-02 | 刘佳敏 | 26-11-18 10:07");
        lines[7].ShouldStartWith("9: 编制：周明慧　2026-11-20 |");
        lines.Count.ShouldBe(9);
        var sheet = WriteTables.Part(bytes, "xl/worksheets/sheet1.xml");
        foreach (var part in new[] { "orientation=\"landscape\"", "paperSize=\"9\"", "fitToWidth=\"1\"", "fitToHeight=\"0\"", "第 &amp;P 页 共 &amp;N 页", "R&amp;&amp;D", "ref=\"A1:M1\"" })
            sheet.ShouldContain(part);
        sheet.ShouldNotContain("<x:f>");
        WriteTables.Part(bytes, "xl/workbook.xml").ShouldContain("'销售客户分类登记表'!$3:$3");
        Table.Of(file.DefaultSheet).Value.Header.Number.ShouldBe(3);
    }

    [Fact]
    public async Task An_error_workbook_is_corrected_and_imported_again()
    {
        using var original = Fixture.Open("encodings/customers_gbk.csv").Value;
        var table = Table.Of(original.DefaultSheet).Value;
        var refused = table.Rows().Where(r => r[1].Text.Length == 0 || r[13].Text == "=1+1").Take(5).ToList();
        if (refused.Count == 0) refused = [.. table.Rows().Take(5)];
        var to = new MemoryStream();
        await ProblemBook.Write(to, table.Header, Problems(), TestContext.Current.CancellationToken);
        WriteTables.Validate(to.ToArray());
        using var book = Fixture.Open(to.ToArray(), "问题行.xlsx").Value;
        book.DefaultSheet.Lines()[0].ShouldStartWith("1: ※ 问题 | ※ 原行号 | 客户名称 | 统一社会信用代码");
        book.DefaultSheet.Rows().Skip(1).First()[1].Text.ShouldBe(refused[0].Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var again = Table.Of(book.DefaultSheet).Value;
        again.Header.Labels.ShouldBe(table.Header.Labels);
        again.Rows().Select(r => r.Cells.Select(c => c.Text)).ShouldBe(refused.Select(r => Enumerable.Range(0, 18).Select(i => r[i].Text)));

        async IAsyncEnumerable<(TableRow, string)> Problems()
        {
            await Task.CompletedTask;
            foreach (var row in refused) yield return (row, "缺少统一社会信用代码");
        }
    }
}
