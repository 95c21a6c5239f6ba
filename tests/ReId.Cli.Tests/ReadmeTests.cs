using System.Text.RegularExpressions;
using ReId.Model.Backbones;
using ReId.Model.Losses;
using ReId.Testing;

namespace ReId.Cli.Tests;

/// <summary>What README.md counts is as many as there are.</summary>
public sealed class ReadmeTests
{
    public static TheoryData<string, int> Counted => new()
    {
        { @"\| (\d+) losses with formula", LossCatalog.All.Count },
        { @"\| (\d+) backbones with parameters", BackboneCatalog.All.Count },
    };

    [Theory]
    [MemberData(nameof(Counted))]
    public void A_number_is_that_of_the_catalogue(string words, int number)
    {
        var found = Regex.Match(File.ReadAllText(Path.Combine(RepositoryPaths.Root, "README.md")), words);

        Assert.True(found.Success, words);
        Assert.Equal($"{number}", found.Groups[1].Value);
    }
}
