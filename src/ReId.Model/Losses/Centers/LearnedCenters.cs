using ReId.Contracts;
using TorchSharp;
using TorchSharp.Modules;

namespace ReId.Model.Losses.Centers;

/// <summary>Centres or class weights as a parameter, classes × dimension.</summary>
internal static class LearnedCenters
{
    /// <summary>Drawn from the normal distribution of the engine's generator.</summary>
    public static Parameter Create(LossSize size, double deviation = 1)
    {
        using var scope = torch.NewDisposeScope();
        return torch.nn.Parameter(torch.randn([size.Classes, size.Dimension], size.Type, size.Device) * deviation);
    }

    /// <exception cref="ReIdException">Embeddings of another dimension, or a label that names no class.</exception>
    public static void Check(string loss, torch.Tensor rows, torch.Tensor embeddings, torch.Tensor labels)
    {
        if (rows.shape[1] != embeddings.shape[1])
        {
            throw new ReIdException(
                $"Loss '{loss}' was made for embeddings of {rows.shape[1]} components, not of {embeddings.shape[1]}.");
        }

        LossInput.CheckClasses(loss, labels, rows.shape[0]);
    }
}
