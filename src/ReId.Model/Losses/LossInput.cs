using ReId.Contracts;
using TorchSharp;

namespace ReId.Model.Losses;

/// <summary>What every loss asks of its input, checked before anything is computed.</summary>
internal static class LossInput
{
    /// <exception cref="ReIdException">Says what is wrong and what would be right.</exception>
    public static void Check(string loss, torch.Tensor embeddings, torch.Tensor labels)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(labels);
        if (embeddings.ndim != 2 || !IsFloatingPoint(embeddings.dtype))
        {
            throw new ReIdException(
                $"Loss '{loss}' takes embeddings as a matrix of floating-point numbers [images, dimension], not {Show(embeddings)}.");
        }

        if (labels.ndim != 1 || labels.dtype != torch.ScalarType.Int64)
        {
            throw new ReIdException($"Loss '{loss}' takes labels as a vector of 64-bit whole numbers [images], not {Show(labels)}.");
        }

        var (rows, count) = (embeddings.shape[0], labels.shape[0]);
        if (rows == 0 || embeddings.shape[1] == 0)
        {
            throw new ReIdException($"Loss '{loss}' got an empty batch {Show(embeddings)}: it needs at least one embedding of at least one component.");
        }

        if (rows != count)
        {
            throw new ReIdException($"Loss '{loss}' got {rows} embeddings but {count} labels: it needs one label for each embedding.");
        }

        using var scope = torch.NewDisposeScope();
        if (!embeddings.detach().isfinite().all().item<bool>())
        {
            throw new ReIdException($"Loss '{loss}' got embeddings that hold NaN or infinity: all must be finite numbers.");
        }
    }

    /// <exception cref="ReIdException">A label names no class.</exception>
    public static void CheckClasses(string loss, torch.Tensor labels, long classes)
    {
        using var scope = torch.NewDisposeScope();
        var (least, most) = (labels.min().item<long>(), labels.max().item<long>());
        if (least < 0 || most >= classes)
        {
            throw new ReIdException(
                $"Loss '{loss}' has {classes} classes, so labels must lie from 0 to {classes - 1}; one is {(least < 0 ? least : most)}.");
        }
    }

    /// <exception cref="ReIdException">Lists of different lengths, or a row that the batch does not have.</exception>
    public static void CheckRows(string loss, long rows, params torch.Tensor[] lists)
    {
        using var scope = torch.NewDisposeScope();
        foreach (var list in lists)
        {
            if (list.ndim != 1 || list.dtype != torch.ScalarType.Int64 || list.shape[0] != lists[0].shape[0])
            {
                throw new ReIdException($"Loss '{loss}' takes lists of rows as 64-bit whole numbers of one length, not {Show(list)}.");
            }

            if (list.shape[0] > 0 && (list.min().item<long>() < 0 || list.max().item<long>() >= rows))
            {
                throw new ReIdException($"Loss '{loss}' got a list with a row outside the batch: rows run from 0 to {rows - 1}.");
            }
        }
    }

    /// <summary>Half-precision embeddings as float32: distances and exponentials need the range.</summary>
    public static torch.Tensor Precise(torch.Tensor embeddings) =>
        embeddings.dtype is torch.ScalarType.Float32 or torch.ScalarType.Float64 ? embeddings : embeddings.@float();

    private static bool IsFloatingPoint(torch.ScalarType type) => type
        is torch.ScalarType.Float16 or torch.ScalarType.BFloat16 or torch.ScalarType.Float32 or torch.ScalarType.Float64;

    private static string Show(torch.Tensor tensor) => $"{tensor.dtype} [{string.Join(", ", tensor.shape)}]";
}
