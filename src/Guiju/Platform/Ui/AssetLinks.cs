using System.Collections.Frozen;
using Microsoft.AspNetCore.StaticAssets;

namespace Guiju.Platform.Ui;

/// <summary>Addresses of our stylesheets, scripts and icons that change with their content, so that browsers may keep them for ever.</summary>
public sealed class AssetLinks(EndpointDataSource endpoints)
{
    FrozenDictionary<string, string>? links;

    /// <summary>The address of a file below wwwroot, such as <c>js/shell.js</c>; without its fingerprint where the build made none.</summary>
    public string this[string file] => (links ??= Read()).TryGetValue(file, out var link) ? link : "/" + file;

    FrozenDictionary<string, string> Read()
    {
        var found = new Dictionary<string, string>();
        foreach (var endpoint in endpoints.Endpoints)
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is { } asset
                && asset.Properties.FirstOrDefault(p => p.Name == "label") is { } label
                && asset.Properties.Any(p => p.Name == "fingerprint"))
                found[label.Value] = "/" + asset.Route;
        return found.ToFrozenDictionary();
    }
}
