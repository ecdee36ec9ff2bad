namespace Guiju.Platform.Regions;

/// <summary>A province, city or district of China.</summary>
/// <param name="Code">Code of the national statistics office: 6 digits (provinces as <c>440000</c>), longer in Hong Kong, Macau and Taiwan.</param>
/// <param name="Name">Full name: <c>佛山市</c>.</param>
/// <param name="Short">Name as spoken, without its kind: <c>佛山</c>; never shorter than two characters.</param>
/// <param name="Level">1 province, 2 city, 3 district or county.</param>
/// <param name="Parent">Code of the region it is chosen under, or null for a province. Districts of Beijing and counties
/// run by a province lie directly under it: the register's placeholders (市辖区) are left out.</param>
public sealed record Region(string Code, string Name, string Short, int Level, string? Parent);
