using ReId.Testing;
using YamlDotNet.RepresentationModel;

namespace ReId.Cli.Tests.Deploy;

/// <summary>What lies in <c>deploy/</c>, and the commands that stand in it.</summary>
internal static class DeployFiles
{
    private static readonly string[] s_images = ["docker/Dockerfile", "docker/Dockerfile.cuda"];

    private static string Folder { get; } = Path.Combine(RepositoryPaths.Root, "deploy");

    public static string PathOf(string relative) => Path.Combine(Folder, relative);

    public static string Text(string relative) => File.ReadAllText(PathOf(relative));

    public static IEnumerable<string> All(string folder, string pattern) =>
        Directory.EnumerateFiles(PathOf(folder), pattern).Select(file => Path.Combine(folder, Path.GetFileName(file))).Order();

    public static IEnumerable<YamlMappingNode> Documents(string relative)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Text(relative)));
        return yaml.Documents.Select(document => (YamlMappingNode)document.RootNode);
    }

    /// <summary>Every command line of ReId in the files, with where it stands.</summary>
    public static IEnumerable<(string Where, string[] Words)> Commands() =>
        [.. Composed(), .. Kubernetes(), .. Units(), .. Images()];

    public static YamlNode? At(this YamlNode node, params string[] path)
    {
        foreach (var key in path)
        {
            if (node is not YamlMappingNode map || !map.Children.TryGetValue(key, out var child))
            {
                return null;
            }

            node = child;
        }

        return node;
    }

    public static string[] Words(this YamlNode node) =>
        [.. ((YamlSequenceNode)node).Select(word => ((YamlScalarNode)word).Value!)];

    private static IEnumerable<(string Where, string[] Words)> Composed() =>
        from file in All("compose", "*.yaml")
        from document in Documents(file)
        from service in ((YamlMappingNode)document.At("services")!).Children
        let command = service.Value.At("command")
        where command is not null
        select ($"{file}: {service.Key}", command.Words());

    private static IEnumerable<(string Where, string[] Words)> Kubernetes() =>
        from file in All("kubernetes", "*.yaml")
        from document in Documents(file)
        let containers = document.At("spec", "template", "spec", "containers") as YamlSequenceNode
        where containers is not null
        from container in containers
        where container.At("image") is YamlScalarNode { Value: "reid" }
        select ($"{file}: {container.At("name")}", container.At("args")!.Words());

    private static IEnumerable<(string Where, string[] Words)> Units() =>
        from file in All("systemd", "*.service")
        from line in File.ReadLines(PathOf(file))
        where line.StartsWith("ExecStart=", StringComparison.Ordinal)
        // What systemd and the environment put in: a source, a device, an instance.
        let words = line["ExecStart=".Length..].Replace("${DEVICE}", "cpu").Replace("%i", "1").Split(' ')
        select (file, words[1..]);

    private static IEnumerable<(string Where, string[] Words)> Images() =>
        from file in s_images
        from line in File.ReadLines(PathOf(file))
        where line.StartsWith("CMD [", StringComparison.Ordinal)
        select (file, System.Text.Json.JsonSerializer.Deserialize<string[]>(line["CMD ".Length..])!);
}
