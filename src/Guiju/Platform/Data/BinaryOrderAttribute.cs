namespace Guiju.Platform.Data;

/// <summary>Orders and compares this text by its bytes in either database, whatever language the server is set to.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BinaryOrderAttribute : Attribute;
