namespace ReId.Contracts.Tests;

public sealed class VectorPayloadTests
{
    [Fact]
    public void A_vector_survives_packing()
    {
        float[] vector = [0, -1.5f, float.Epsilon, float.MaxValue];

        var payload = VectorPayload.Pack("m", vector);

        Assert.Equal(4, payload.Dimension);
        Assert.Equal("m", payload.ModelId);
        Assert.Equal(vector, payload.Unpack());
    }

    [Fact]
    public void Bytes_are_little_endian_singles() =>
        Assert.Equal([0, 0, 0x80, 0x3f], VectorPayload.Pack("m", [1f]).Data);

    [Theory]
    [InlineData(2, 7, "a vector of dimension 2 needs 8 bytes, not 7")]
    [InlineData(0, 0, "a vector of dimension 0 needs 0 bytes, not 0")]
    [InlineData(-1, 4, "a vector of dimension -1 needs -4 bytes, not 4")]
    [InlineData(int.MaxValue, 4, "a vector of dimension 2147483647 needs 8589934588 bytes, not 4")]
    [InlineData(0x40000001, 4, "a vector of dimension 1073741825 needs 4294967300 bytes, not 4")]
    public void Bytes_that_do_not_match_the_dimension_are_refused(int dimension, int bytes, string message)
    {
        var payload = new VectorPayload { ModelId = "m", Dimension = dimension, Data = new byte[bytes] };

        Assert.Equal(message, Assert.Throws<FormatException>(payload.Unpack).Message);
    }

    [Fact]
    public void A_vector_without_a_model_is_refused() =>
        Assert.Throws<ArgumentException>(() => VectorPayload.Pack("", [1f]));
}
