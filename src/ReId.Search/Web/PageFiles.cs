using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace ReId.Search.Web;

/// <summary>The page's files, which are inside the assembly: a server has nothing to find and nothing to lose.</summary>
internal static class PageFiles
{
    private const string Prefix = "page/";

    /// <summary>All of them by their path, <c>index.html</c> or <c>scripts/main.js</c>.</summary>
    public static FrozenDictionary<string, PageFile> All { get; } = Load();

    private static FrozenDictionary<string, PageFile> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..], name => Read(assembly, name), StringComparer.Ordinal);
    }

    private static PageFile Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\"");
        return new PageFile(content, TypeOf(Path.GetExtension(name)), tag);
    }

    private static string TypeOf(string extension) => extension switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => throw new InvalidOperationException($"The page has a file '{extension}' of a type that nobody named here."),
    };
}

/// <summary>A file of the page.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Type">Its content type.</param>
/// <param name="Tag">Changes with its content.</param>
internal sealed record PageFile(byte[] Content, string Type, EntityTagHeaderValue Tag);
