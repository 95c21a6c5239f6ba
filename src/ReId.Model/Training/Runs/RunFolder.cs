using ReId.Contracts;

namespace ReId.Model.Training.Runs;

/// <summary>The files of a run.</summary>
/// <param name="path">Its folder.</param>
public sealed class RunFolder(string path)
{
    /// <summary>The folder.</summary>
    public string Root { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>The recipe with every key.</summary>
    public string Recipe => File(Reporting.RunReport.RecipeFile);

    /// <summary>One JSON object for each step, evaluation and note.</summary>
    public string Metrics => File(Reporting.RunReport.MetricsFile);

    /// <summary>All that a resumed run needs.</summary>
    public string Checkpoint => File("checkpoint.safetensors");

    /// <summary>The model of the best evaluation.</summary>
    public string Best => File("model-best.safetensors");

    /// <summary>The model as it was last.</summary>
    public string Last => File("model-last.safetensors");

    /// <summary>What the last evaluation found for some queries.</summary>
    public string Ranked => File(Reporting.RunReport.RankedFile);

    /// <summary>Curves, recipe, pictures.</summary>
    public string Report => File(Reporting.RunReport.ReportFile);

    /// <summary>Makes the folder; a run that lies in it must be resumed, not overwritten.</summary>
    /// <param name="resume">Whether to go on.</param>
    /// <exception cref="ReIdException">There is a run and it is not resumed, or none to resume, or the folder cannot be made.</exception>
    public void Prepare(bool resume)
    {
        if (resume && !System.IO.File.Exists(Checkpoint))
        {
            throw new ReIdException($"{Root} holds no checkpoint to resume: leave --resume out, or name the folder of a run.");
        }

        if (!resume && System.IO.File.Exists(Checkpoint))
        {
            throw new ReIdException($"{Root} holds a run already: go on with it by --resume, or choose another --out.");
        }

        try
        {
            Directory.CreateDirectory(Root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReIdException($"{Root} cannot be made: {e.Message}", e);
        }
    }

    private string File(string name) => System.IO.Path.Combine(Root, name);
}
