namespace ReId.Model.Backbones.Graphs;

/// <summary>What is composed of the operations.</summary>
internal static class NetworkOperationsExtensions
{
    /// <summary>Parts one after the other.</summary>
    public static T Chain<T>(this INetworkOperations<T> on, T input, params ReadOnlySpan<NetworkModule> parts)
    {
        var x = input;
        foreach (var part in parts)
        {
            x = on.Call(part, x);
        }

        return x;
    }

    /// <summary>max of the first and the second half of a vector: a maxout layer of two pieces (Goodfellow et al., 2013).</summary>
    public static T Maxout<T>(this INetworkOperations<T> on, T input, long half) =>
        on.Maximum(on.Channels(input, 0, half), on.Channels(input, half, half));
}
