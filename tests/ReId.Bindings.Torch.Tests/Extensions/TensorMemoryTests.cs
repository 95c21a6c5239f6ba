using System.Runtime.InteropServices;
using ReId.Bindings.Torch.Extensions;
using TorchSharp;
using static ReId.Bindings.Torch.Tests.Tensors.Expect;

namespace ReId.Bindings.Torch.Tests.Extensions;

public unsafe class TensorMemoryTests
{
    [Fact]
    public void A_tensor_lies_on_the_callers_memory()
    {
        using var scope = torch.NewDisposeScope();
        var bytes = (byte*)NativeMemory.Alloc(6);
        try
        {
            new Span<byte>(bytes, 6).Fill(3);
            var tensor = TensorMemory.Over((nint)bytes, torch.ScalarType.Byte, 2, 3);
            bytes[5] = 9;

            Values(tensor, 3, 3, 3, 3, 3, 9);
        }
        finally
        {
            NativeMemory.Free(bytes);
        }
    }

    [Fact]
    public void Channels_last_moves_the_channels_of_a_pixel_together()
    {
        using var scope = torch.NewDisposeScope();
        var image = torch.arange(8).@float().view(1, 2, 2, 2);
        var moved = TensorMemory.ChannelsLast(image);

        Assert.Equal([8L, 1L, 4L, 2L], moved.stride());
        Assert.True(moved.allclose(image));
        var copy = new float[8];
        TensorMemory.CopyTo(image, copy);
        Assert.Equal([0f, 1, 2, 3, 4, 5, 6, 7], copy);
    }

    [Fact]
    public void A_packed_convolution_equals_the_plain_one()
    {
        if (!PackedConvolution.IsSupported())
        {
            Assert.Skip("this libtorch was built without oneDNN");
        }

        using var scope = torch.NewDisposeScope();
        torch.manual_seed(2);
        var (input, weight, bias) = (torch.randn([2, 8, 6, 5]), torch.randn([8, 4, 3, 3]), torch.randn([8]));
        var plain = torch.nn.functional.conv2d(input, weight, bias, [2, 2], [1, 1], null, 2).relu();
        using var packed = new PackedConvolution(weight, bias, 2, 1, 2, true, input.shape);

        Assert.True(packed.Run(TensorMemory.ChannelsLast(input)).allclose(plain, 1e-4, 1e-5));
    }
}
