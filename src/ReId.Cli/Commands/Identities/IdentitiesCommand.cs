using System.CommandLine;
using ReId.Cli.Commands.Serve;

namespace ReId.Cli.Commands.Identities;

/// <summary><c>reid identities</c>: who the gallery knows, and what operators say about them.</summary>
internal static class IdentitiesCommand
{
    public static Command Create()
    {
        var command = new Command("identities", "Show and correct who is who in a gallery")
        {
            IdentityLists.CreateList(), IdentityViews.CreateShow(), IdentityViews.CreateTimeline(), IdentityLists.CreateHistory(),
        };
        foreach (var change in IdentityChanges.CreateAll())
        {
            command.Add(change);
        }

        return command;
    }

    /// <summary>Adds the options that name the gallery, and what the command does there.</summary>
    public static void Act(Command command, Func<ParseResult, IdentityPlace, CancellationToken, Task<int>> act)
    {
        var (data, database) = (CommonOptions.Data(), ServeArguments.DatabaseOption());
        command.Add(data);
        command.Add(database);
        command.SetAction((parsed, cancellationToken) =>
            act(parsed, new IdentityPlace(parsed.GetValue(data)!, parsed.GetValue(database)), cancellationToken));
    }
}
