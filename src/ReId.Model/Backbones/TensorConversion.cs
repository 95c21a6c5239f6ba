using ReId.Contracts;
using ReId.Model.Weights;
using TorchSharp;

namespace ReId.Model.Backbones;

/// <summary>Between stored tensors and libtorch's.</summary>
internal static class TensorConversion
{
    /// <summary>A tensor of its own with the stored elements.</summary>
    public static torch.Tensor ToTorch(NamedTensor stored)
    {
        var tensor = torch.empty(stored.Shape, TypeOf(stored));
        stored.Data.Span.CopyTo(tensor.bytes);
        return tensor;
    }

    /// <summary>A copy of the elements in C order.</summary>
    public static NamedTensor FromTorch(string name, torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        var host = tensor.detach().cpu().contiguous();
        return new NamedTensor(name, tensor.shape, TypeOf(name, tensor.dtype), host.bytes.ToArray());
    }

    private static torch.ScalarType TypeOf(NamedTensor stored) => stored.Type switch
    {
        TensorType.F64 => torch.ScalarType.Float64,
        TensorType.F32 => torch.ScalarType.Float32,
        TensorType.F16 => torch.ScalarType.Float16,
        TensorType.BF16 => torch.ScalarType.BFloat16,
        TensorType.I64 => torch.ScalarType.Int64,
        TensorType.I32 => torch.ScalarType.Int32,
        TensorType.I16 => torch.ScalarType.Int16,
        TensorType.I8 => torch.ScalarType.Int8,
        TensorType.U8 => torch.ScalarType.Byte,
        TensorType.Bool => torch.ScalarType.Bool,
        _ => throw new ReIdException($"Tensor {stored.Name} has element type {stored.Type}, which libtorch does not read."),
    };

    private static TensorType TypeOf(string name, torch.ScalarType type) => type switch
    {
        torch.ScalarType.Float64 => TensorType.F64,
        torch.ScalarType.Float32 => TensorType.F32,
        torch.ScalarType.Float16 => TensorType.F16,
        torch.ScalarType.BFloat16 => TensorType.BF16,
        torch.ScalarType.Int64 => TensorType.I64,
        torch.ScalarType.Int32 => TensorType.I32,
        torch.ScalarType.Int16 => TensorType.I16,
        torch.ScalarType.Int8 => TensorType.I8,
        torch.ScalarType.Byte => TensorType.U8,
        torch.ScalarType.Bool => TensorType.Bool,
        _ => throw new ReIdException($"Tensor {name} has element type {type}, which a model file cannot hold."),
    };
}
