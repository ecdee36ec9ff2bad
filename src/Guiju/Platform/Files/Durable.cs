using System.Runtime.InteropServices;
using System.Text;

namespace Guiju.Platform.Files;

/// <summary>Makes names in a folder last through a power cut: a file that was written through may still be lost with its name.</summary>
static class Durable
{
    const int ReadOnlyFolder = 0;

    /// <summary>Writes the names in a folder through to disk; where the system has no such thing (Windows writes them with the file), nothing.</summary>
    public static void Folder(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        var folder = Open(Encoding.UTF8.GetBytes(path + "\0"), ReadOnlyFolder);
        if (folder < 0) throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
        try
        {
            // Some network disks know no such thing for folders; they keep names in their own way.
            _ = Sync(folder);
        }
        finally
        {
            _ = Close(folder);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    static extern int Sync(int folder);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    static extern int Close(int folder);
}
