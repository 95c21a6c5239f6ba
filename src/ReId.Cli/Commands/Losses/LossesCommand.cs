using System.CommandLine;
using ReId.Cli.Output;
using ReId.Model.Losses;
using ReId.Model.Losses.Checking;

namespace ReId.Cli.Commands.Losses;

/// <summary><c>reid losses</c>: the losses there are; <c>check</c> evaluates one.</summary>
internal static class LossesCommand
{
    public static Command Create()
    {
        var command = new Command("losses", "List the losses with formula, source and options; evaluate one on given data")
        {
            CreateList(), LossesCheckCommand.Create(),
        };
        command.SetAction(_ => List());
        return command;
    }

    private static Command CreateList()
    {
        var command = new Command("list", "List the losses (as 'reid losses' does)");
        command.SetAction(_ => List());
        return command;
    }

    private static int List()
    {
        foreach (var kind in LossCatalog.All)
        {
            Terminal.Line(kind.Name);
            Terminal.Line($"  formula  {kind.Formula}");
            Terminal.Line($"  source   {kind.Source}");
            var forms = LossPresets.All.Where(preset => preset.Loss == kind.Name).Select(preset => preset.Name);
            if (forms.Any())
            {
                Terminal.Line($"  forms    {string.Join(", ", forms)}");
            }

            var width = kind.Options.Max(option => option.Name.Length + option.Default.Length) + 3;
            foreach (var option in kind.Options)
            {
                Terminal.Line($"  option   {$"{option.Name} = {option.Default}".PadRight(width)}  {option.Description} ({option.Values})");
            }

            Terminal.Line("");
        }

        Terminal.Line($"{LossCatalog.All.Count} losses; weighted sums and margin schedules: see docs/losses.md");
        return ExitCodes.Success;
    }
}
