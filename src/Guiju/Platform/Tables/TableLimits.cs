namespace Guiju.Platform.Tables;

/// <summary>How large a table file may be; whatever exceeds a limit is refused, never cut.</summary>
public sealed record TableLimits
{
    /// <summary>Limits unless the settings say otherwise.</summary>
    public static readonly TableLimits Default = new();

    /// <summary>Size of the file in bytes.</summary>
    public long Bytes { get; init; } = 100L << 20;

    /// <summary>Columns that hold something.</summary>
    public int Columns { get; init; } = 1_000;

    /// <summary>Length of one cell in UTF-16 units; Excel's own limit.</summary>
    public int CellLength { get; init; } = 32_767;

    /// <summary>Bytes each part of a workbook may unpack to: a sheet, or the texts shared by its sheets.</summary>
    public long UnpackedBytes { get; init; } = 4L << 30;

    /// <summary>How many times larger than packed a part may become; only looked at beyond <see cref="RatioFrom"/>.</summary>
    public int Ratio { get; init; } = 200;

    /// <summary>Unpacked bytes from which the ratio counts: small parts of equal rows pack very well.</summary>
    public long RatioFrom { get; init; } = 32L << 20;

    /// <summary>Different texts in a workbook.</summary>
    public int SharedTexts { get; init; } = 20_000_000;
}
