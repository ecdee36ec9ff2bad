using System.Security.Cryptography;
using System.Text;

namespace Guiju.Platform.Security;

/// <summary>Random texts people copy: recovery codes and one-time passwords, without letters that look alike.</summary>
static class OneTimeText
{
    const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Groups of characters joined by hyphens; five bits a character, nearly.</summary>
    public static string Make(int groups, int length) =>
        string.Join('-', Enumerable.Range(0, groups).Select(_ => RandomNumberGenerator.GetString(Alphabet, length)));

    /// <summary>SHA-256 of a text of high entropy, blanks and hyphens aside; such a text needs no slow hash.</summary>
    public static byte[] HashOf(string text) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(new string([.. text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)])));
}
