using System.Text.RegularExpressions;
using System.Xml.Linq;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Architecture;

/// <summary>References point one way only (ARCHITECTURE.md): reads the project files and fails on a wrong arrow.</summary>
public sealed partial class ProjectArrowTests
{
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["ReId.Contracts"] = [],
        ["ReId.OnnxFormat"] = [],
        ["ReId.Bindings.Common"] = [],
        ["ReId.Bindings.Torch"] = ["ReId.Bindings.Common"],
        ["ReId.Bindings.OpenCv"] = ["ReId.Bindings.Common"],
        ["ReId.Bindings.Faiss"] = ["ReId.Bindings.Common"],
        ["ReId.Bindings.Jpeg"] = ["ReId.Bindings.Common"],
        ["ReId.Bindings.OnnxRuntime"] = [],
        ["ReId.Synthesis"] = ["ReId.Bindings.OpenCv", "ReId.Contracts"],
        ["ReId.Ingest"] = ["ReId.Bindings.OpenCv", "ReId.OnnxFormat", "ReId.Contracts"],
        ["ReId.Model"] = ["ReId.Bindings.Torch", "ReId.Bindings.OnnxRuntime", "ReId.Bindings.OpenCv", "ReId.Bindings.Jpeg", "ReId.OnnxFormat", "ReId.Contracts"],
        ["ReId.Index"] = ["ReId.Bindings.Faiss", "ReId.Contracts"],
        ["ReId.Search"] = ["ReId.Model", "ReId.Index", "ReId.Ingest", "ReId.Contracts"],
        ["ReId.Cli"] = ["ReId.Search", "ReId.Synthesis", "ReId.Ingest", "ReId.Model", "ReId.Index", "ReId.Bindings.OpenCv", "ReId.Contracts"],
    };

    public static TheoryData<string> Projects()
    {
        var data = new TheoryData<string>();
        foreach (var project in Directory.GetDirectories(Path.Combine(RepositoryPaths.Root, "src")))
        {
            data.Add(Path.GetFileName(project));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_architecture_allows(string project)
    {
        Assert.True(s_allowed.TryGetValue(project, out var allowed), $"{project} has no row in this test: add its arrows");
        Assert.Empty(ReferencesOf(project).Except(allowed!));
    }

    [Fact]
    public void Every_room_of_the_architecture_exists()
    {
        Assert.Empty(s_allowed.Keys.Except(Projects().Select(row => row.Data)));
    }

    [Theory]
    [InlineData("ReId.Model", "namespace ReId.Index|using ReId.Index|using ReId.Ingest|using ReId.Search")]
    [InlineData("ReId.Index", "using ReId.Model|using ReId.Ingest|using ReId.Search|using OpenCvSharp|using TorchSharp|using Microsoft.ML")]
    [InlineData("ReId.Ingest", "using ReId.Model|using ReId.Index|using ReId.Search|using TorchSharp|using Microsoft.ML")]
    [InlineData("ReId.Search", "using TorchSharp|using OpenCvSharp|using ReId.Bindings|using Microsoft.ML")]
    [InlineData("ReId.Cli", "using TorchSharp|using ReId.Bindings|using Microsoft.ML")]
    [InlineData("ReId.Contracts", "using ReId.(Model|Index|Ingest|Search|Bindings)|using MassTransit")]
    public void A_room_does_not_reach_past_its_arrows_through_transitive_references(string project, string forbidden)
    {
        var pattern = new Regex($@"^(global )?({forbidden})\b", RegexOptions.Multiline);
        var offenders = Directory.EnumerateFiles(
                Path.Combine(RepositoryPaths.Root, "src", project), "*.cs", SearchOption.AllDirectories)
            .Where(file => pattern.IsMatch(File.ReadAllText(file)));
        Assert.Empty(offenders);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Only_the_model_asks_for_the_networks_engines(string project)
    {
        // src/Bindings.props gives these bindings to ReId.Model, and to whoever else set the properties.
        var file = Path.Combine(RepositoryPaths.Root, "src", project, project + ".csproj");
        var document = XDocument.Load(file);
        Assert.Empty(document.Descendants("ReIdUsesTorch").Concat(document.Descendants("ReIdUsesOnnxRuntime")));
    }

    [Fact]
    public void Every_src_project_has_a_test_project()
    {
        var missing = s_allowed.Keys
            .Where(project => project != "ReId.Bindings.Common")
            .Where(project => !Directory.Exists(Path.Combine(RepositoryPaths.Root, "tests", project + ".Tests")));
        Assert.Empty(missing);
    }

    private static HashSet<string> ReferencesOf(string project)
    {
        var src = Path.Combine(RepositoryPaths.Root, "src");
        var file = Path.Combine(src, project, project + ".csproj");
        var references = new HashSet<string>();
        Collect(XDocument.Load(file), references, project);
        foreach (var import in XDocument.Load(file).Descendants("Import"))
        {
            var props = Path.GetFullPath(Path.Combine(src, project, (string)import.Attribute("Project")!));
            Collect(XDocument.Load(props), references, project);
        }

        return references;
    }

    private static void Collect(XDocument document, HashSet<string> references, string project)
    {
        foreach (var reference in document.Descendants("ProjectReference"))
        {
            var name = FileStem().Match(((string)reference.Attribute("Include")!).Replace('\\', '/')).Groups[1].Value;

            // src/Bindings.props gives these bindings to ReId.Model alone.
            if (name is not ("ReId.Bindings.Torch" or "ReId.Bindings.OnnxRuntime") || project == "ReId.Model")
            {
                references.Add(name);
            }
        }
    }

    [GeneratedRegex(@"([^/]+)\.csproj$")]
    private static partial Regex FileStem();
}
