using System.CommandLine;
using System.Globalization;
using ReId.Cli.Output;
using ReId.Model.Embedding;
using ReId.Model.Onnx;
using ReId.Model.Weights;
using Spectre.Console;

namespace ReId.Cli.Commands.Models;

/// <summary><c>reid models show</c>: what a model file says of itself.</summary>
internal static class ShowModel
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "A model file (.safetensors or .onnx)" };
        var command = new Command("show", "Show what a model file says of itself") { file };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            InputFile.MustExist("file", path);
            var grid = new Grid().AddColumn().AddColumn();
            foreach (var (name, value) in path.Extension.Equals(".onnx", StringComparison.OrdinalIgnoreCase)
                ? Lines(OnnxModelFacts.Read(path.FullName))
                : Lines(ModelFile.Load(path.FullName)))
            {
                grid.AddRow(name.EscapeMarkup(), value.EscapeMarkup());
            }

            Terminal.Out.Write(grid);
            return ExitCodes.Success;
        });
        return command;
    }

    private static IEnumerable<(string Name, string Value)> Lines(ModelFile model) =>
    [
        .. Lines(model.Info),
        ("tensors", Text(model.Tensors.Count)),
        .. Training(model.Info),
    ];

    private static IEnumerable<(string Name, string Value)> Lines(OnnxModelFacts model)
    {
        (string Name, string Value)[] ours = model.Info is { } info
            ? [.. Lines(info)]
            : [("model id", model.Id), ("exported by", $"{(model.Producer.Length > 0 ? model.Producer : "another program")}; nothing says how pictures are prepared")];
        return
        [
            .. ours,
            ("takes", string.Join(", ", model.Inputs)),
            ("gives", string.Join(", ", model.Outputs) + (model.UnitVectors == true ? ", of length 1" : "")),
            ("graph", $"{Text(model.Operators)} operators, {Text(model.Weights)} tensors, operator set {Text(model.Opset)}"),
            .. model.Info is { } trained ? Training(trained) : [],
        ];
    }

    private static IEnumerable<(string Name, string Value)> Lines(ModelInfo info)
    {
        yield return ("model id", info.Id);
        yield return ("architecture", info.Architecture);
        if (info.Options.Count > 0)
        {
            var options = info.Options.OrderBy(option => option.Key, StringComparer.Ordinal);
            yield return ("options", string.Join(' ', options.Select(option => $"{option.Key}={option.Value}")));
        }

        yield return ("dimension", Text(info.Dimension));
        yield return ("input", $"{info.InputHeight}×{info.InputWidth}, {info.Resize}");
        yield return ("mean, std", $"{Numbers(info.Mean)}; {Numbers(info.Std)}");
    }

    private static IEnumerable<(string Name, string Value)> Training(ModelInfo info) =>
        info.Training.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value));

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Numbers(IReadOnlyList<float> values) =>
        string.Join(' ', values.Select(value => value.ToString("0.###", CultureInfo.InvariantCulture)));
}
