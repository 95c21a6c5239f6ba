using System.Text.RegularExpressions;
using ReId.Cli.Commands.Serve;
using ReId.Cli.Hosting.Bus;

namespace ReId.Cli.Tests.Deploy;

public sealed partial class CommandTests
{
    public static TheoryData<string, string> Commands =>
        [.. DeployFiles.Commands().Select(command => (command.Where, string.Join('\u001f', command.Words)))];

    [Theory, MemberData(nameof(Commands))]
    public void The_program_understands_every_command(string where, string words)
    {
        var parsed = CommandLine.Root().Parse(words.Split('\u001f'));

        Assert.True(parsed.Errors.Count == 0, $"{where}: {string.Join(' ', parsed.Errors)}");
    }

    [Fact]
    public void Every_part_of_the_service_is_there()
    {
        var parts = DeployFiles.Commands().Select(command => (command.Where.Split('/')[0], command.Words[0])).ToHashSet();

        foreach (var folder in new[] { "compose", "kubernetes", "systemd" })
        {
            Assert.Superset(new HashSet<(string, string)> { (folder, "ingest"), (folder, "worker"), (folder, "serve") }, parts);
        }
    }

    [Fact]
    public void Every_variable_is_one_that_is_read()
    {
        string[] known = [BusOptions.Variable, ServeArguments.DatabaseVariable];
        var texts = DeployFiles.All("compose", "*.yaml").Concat(DeployFiles.All("kubernetes", "*.yaml"))
            .Select(DeployFiles.Text).ToList();

        // As a name that is given a value; ${REID_VERSION} is compose's own.
        var given = texts.SelectMany(text => Given().Matches(text)).Select(match => match.Groups[1].Value).Distinct().Order();

        Assert.Equal(known.Order(), given);
    }

    [GeneratedRegex(@"(?:^\s+|name: )(REID_[A-Z]+)[:,]", RegexOptions.Multiline)]
    private static partial Regex Given();
}
