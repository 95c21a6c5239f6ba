using ReId.Contracts;

namespace ReId.Model.Training.Runs;

/// <summary>What helps after a loss, an embedding or a gradient that is no number.</summary>
internal static class NoNumber
{
    private const string Gentler = "with a lower learning_rate, a longer warm_up_epochs or a clip_norm";

    /// <summary>Sees to it that the checkpoint can be gone on from, and says so; or what to do where there is none.</summary>
    /// <param name="run">The run that has ended.</param>
    public static string Advice(RunParts run)
    {
        var checkpoint = run.Folder.Checkpoint;
        try
        {
            if (run.Checkpoints.KeepProven())
            {
                return $"the last good checkpoint is {checkpoint}: go on from it by --resume with a lower learning_rate or a clip_norm";
            }
        }
        catch (ReIdException e)
        {
            return $"the checkpoint that could be gone on from cannot be put back: {e.Message.TrimEnd('.')}; begin again in another --out {Gentler}";
        }

        return File.Exists(checkpoint)
            ? $"{checkpoint} holds the weights that gave it, and none before them: begin again in another --out {Gentler}"
            : $"there is no checkpoint yet: begin again {Gentler}";
    }
}
