using System.CommandLine;

namespace ReId.Cli.Commands.Losses;

/// <summary><c>reid losses check</c>: one loss on given data, or golden files.</summary>
internal static class LossesCheckCommand
{
    public static Command Create()
    {
        var name = new Option<string?>("--name") { Description = "Loss or form, as 'reid losses' lists them", HelpName = "N" };
        var set = new Option<string[]>("--set")
        {
            Description = "Option of the loss, e.g. margin=0.3 (several, or repeated)",
            HelpName = "OPTION=VALUE",
            AllowMultipleArgumentsPerToken = true,
        };
        var embeddings = new Option<FileInfo?>("--embeddings") { Description = "Embeddings (or logits), images × dimension", HelpName = "E.npy" };
        var labels = new Option<FileInfo?>("--labels") { Description = "Identity of each image, int64", HelpName = "L.npy" };
        var parameters = new Option<FileInfo?>("--params")
        {
            Description = "What the loss learns: arrays weights, centers, scale, bias, …; drawn at random without",
            HelpName = "P.npz",
        };
        var gradient = new Option<FileInfo?>("--out-grad") { Description = "Write the gradient of the embeddings here, float64", HelpName = "G.npy" };
        var seed = new Option<int>("--seed") { Description = "Seed of parameters that are not given", HelpName = "N" };
        var json = new Option<bool>("--json") { Description = "Print the result as JSON, gradients included" };
        var golden = new Option<FileInfo[]>("--golden")
        {
            Description = "Golden files to compare with, in float64",
            HelpName = "FILE",
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("check", "Evaluate a loss on given data in float64, or compare with golden files")
        {
            name, set, embeddings, labels, parameters, gradient, seed, json, golden,
        };
        command.SetAction(parsed =>
        {
            var files = parsed.GetValue(golden) ?? [];
            if (files.Length > 0)
            {
                return parsed.GetValue(name) is null && parsed.GetValue(embeddings) is null
                    ? LossesGolden.Run(files)
                    : throw new UsageException("--golden stands alone: the file names the loss and holds the data.");
            }

            return LossesEvaluation.Run(new LossesEvaluationRequest(
                parsed.GetValue(name) ?? throw new UsageException("--name or --golden must say what to check; './reid losses' lists the names."),
                LossesEvaluationRequest.ParseSettings(parsed.GetValue(set) ?? []),
                parsed.GetValue(embeddings) ?? throw new UsageException("--embeddings must name a .npy file, images × dimension."),
                parsed.GetValue(labels) ?? throw new UsageException("--labels must name a .npy file with one int64 for each embedding."),
                parsed.GetValue(parameters),
                parsed.GetValue(gradient),
                parsed.GetValue(seed),
                parsed.GetValue(json)));
        });
        return command;
    }
}
