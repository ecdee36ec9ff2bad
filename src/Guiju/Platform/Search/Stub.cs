namespace Guiju.Platform.Search;
/// <summary>s</summary>
public static class Normal { /// <summary>s</summary>
public static string NameKey(string s) => s; }
/// <summary>s</summary>
public static class SortKey { /// <summary>s</summary>
public static string Of(string s) => s; }
