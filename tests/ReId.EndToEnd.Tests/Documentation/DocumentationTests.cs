using System.Text.RegularExpressions;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Documentation;

/// <summary>The pages that a newcomer reads are whole: no gap left to fill in, no link into the void.</summary>
public sealed partial class DocumentationTests
{
    public static TheoryData<string> Pages => [.. Directory
        .EnumerateFiles(RepositoryPaths.Root, "*.md")
        .Concat(Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Root, "docs"), "*.md", SearchOption.AllDirectories))
        .Concat(Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Root, "bench"), "*.md"))
        .Select(page => Path.GetRelativePath(RepositoryPaths.Root, page))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_has_no_gap_and_no_broken_link(string page)
    {
        var path = Path.Combine(RepositoryPaths.Root, page);
        var text = File.ReadAllText(path);
        Assert.DoesNotContain("@@", text, StringComparison.Ordinal);
        var broken = Link().Matches(text)
            .Select(link => link.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal))
            .Where(target => !Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, target)));
        Assert.Empty(broken);
    }

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")]
    private static partial Regex Link();
}
