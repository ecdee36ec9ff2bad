using System.Text;
using Guiju.Platform.Security;

namespace Guiju.Tests.Platform.Security;

public class TotpTests
{
    static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>The test vectors of RFC 6238, appendix B, cut to six digits.</summary>
    [Theory]
    [InlineData(59L, "287082")]
    [InlineData(1111111109L, "081804")]
    [InlineData(1111111111L, "050471")]
    [InlineData(1234567890L, "005924")]
    [InlineData(2000000000L, "279037")]
    [InlineData(20000000000L, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Totp.CodeOf(Secret, Totp.StepOf(DateTime.UnixEpoch.AddSeconds(seconds))).ShouldBe(code);

    [Fact]
    public void A_code_fits_half_a_minute_early_or_late_and_never_twice()
    {
        var now = new DateTime(2025, 6, 10, 1, 0, 0, DateTimeKind.Utc);
        var step = Totp.StepOf(now);
        foreach (var near in new[] { step - 1, step, step + 1 }) Totp.Match(Secret, Totp.CodeOf(Secret, near), now, 0).ShouldBe(near);
        Totp.Match(Secret, Totp.CodeOf(Secret, step - 2), now, 0).ShouldBeNull();
        Totp.Match(Secret, Totp.CodeOf(Secret, step + 2), now, 0).ShouldBeNull();
        Totp.Match(Secret, Totp.CodeOf(Secret, step), now, step).ShouldBeNull("used already");
    }

    [Fact]
    public void The_secret_is_written_in_base_32_as_apps_read_it() => Totp.Base32(Encoding.ASCII.GetBytes("foobar")).ShouldBe("MZXW6YTBOI");
}
