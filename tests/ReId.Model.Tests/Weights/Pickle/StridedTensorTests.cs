using ReId.Model.Weights;
using ReId.Model.Weights.Pickle;

namespace ReId.Model.Tests.Weights.Pickle;

public sealed class StridedTensorTests
{
    private static readonly byte[] Storage = [0, 1, 2, 3, 4, 5, 6, 7];

    [Theory]
    [InlineData(0, new long[] { 2, 3 }, new long[] { 3, 1 }, new byte[] { 0, 1, 2, 3, 4, 5 })]
    [InlineData(0, new long[] { 3, 2 }, new long[] { 1, 3 }, new byte[] { 0, 3, 1, 4, 2, 5 })]
    [InlineData(1, new long[] { 3 }, new long[] { 2 }, new byte[] { 1, 3, 5 })]
    [InlineData(2, new long[] { 2, 2 }, new long[] { 0, 1 }, new byte[] { 2, 3, 2, 3 })]
    [InlineData(7, new long[] { }, new long[] { }, new byte[] { 7 })]
    [InlineData(7, new long[] { 1, 1 }, new long[] { 99, 99 }, new byte[] { 7 })]
    [InlineData(0, new long[] { 0, 5 }, new long[] { 5, 1 }, new byte[] { })]
    public void A_view_is_copied_out_in_c_order(long offset, long[] shape, long[] stride, byte[] expected)
    {
        var tensor = new StridedTensor(new StorageView("0", TensorType.U8, 0, 8), offset, shape, stride);

        Assert.Equal(expected, tensor.ToDense("t", Storage));
    }

    [Theory]
    [InlineData(0, new long[] { 9 }, new long[] { 1 })]
    [InlineData(1, new long[] { 8 }, new long[] { 1 })]
    [InlineData(-1, new long[] { 1 }, new long[] { 1 })]
    [InlineData(0, new long[] { 2 }, new long[] { long.MaxValue })]
    [InlineData(long.MaxValue, new long[] { 2 }, new long[] { 1 })]
    [InlineData(0, new long[] { long.MaxValue, 4 }, new long[] { 0, 0 })]
    public void A_view_past_its_storage_is_refused(long offset, long[] shape, long[] stride)
    {
        var tensor = new StridedTensor(new StorageView("0", TensorType.U8, 0, 8), offset, shape, stride);

        Assert.Throws<WeightsFormatException>(() => tensor.ToDense("t", Storage));
    }

    [Fact]
    public void A_storage_that_claims_more_than_the_file_has_is_refused()
    {
        var tensor = new StridedTensor(new StorageView("0", TensorType.F64, 0, 2), 0, [2], [1]);

        Assert.Throws<WeightsFormatException>(() => tensor.ToDense("t", Storage));
    }
}
