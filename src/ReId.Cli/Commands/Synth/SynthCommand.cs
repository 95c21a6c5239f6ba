using System.CommandLine;

namespace ReId.Cli.Commands.Synth;

/// <summary><c>reid synth</c>: labelled pictures of people that nobody had to photograph.</summary>
internal static class SynthCommand
{
    public static Command Create() => new("synth", "Render people for training, tests and demonstrations") { CropsCommand.Create(), VideoCommand.Create(), SheetCommand.Create() };
}
